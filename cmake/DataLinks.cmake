# Data is read at run time from <folder of the program>/../share/dixit. In a build tree that folder holds links into the
# source tree, so that an edited list counts at once; `cmake --install` copies.

# dixit_data(NAME <name below share/dixit> FROM <folder of the source tree> [PATTERNS <glob>...])
function(dixit_data)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;FROM" "PATTERNS")
  set(share "${PROJECT_BINARY_DIR}/share/dixit")
  file(MAKE_DIRECTORY "${share}")
  file(CREATE_LINK "${arg_FROM}" "${share}/${arg_NAME}" SYMBOLIC)
  set(matching "")
  if(arg_PATTERNS)
    set(matching FILES_MATCHING)
    foreach(pattern IN LISTS arg_PATTERNS)
      list(APPEND matching PATTERN "${pattern}")
    endforeach()
  endif()
  install(DIRECTORY "${arg_FROM}/" DESTINATION "${CMAKE_INSTALL_DATADIR}/dixit/${arg_NAME}" ${matching})
endfunction()
