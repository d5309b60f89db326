# Third parties, one line each, all from the distribution (script/bootstrap). Imported targets count as system headers,
# so their warnings are not ours. Which folder may use which is in docs/layering.md.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

pkg_check_modules(xapian REQUIRED IMPORTED_TARGET xapian-core>=1.4.18)
add_library(dixit::xapian ALIAS PkgConfig::xapian)

pkg_check_modules(icu REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
add_library(dixit::icu ALIAS PkgConfig::icu)

find_package(roaring CONFIG REQUIRED)
add_library(dixit::roaring ALIAS roaring::roaring)

# Debian compiles cpp-httplib into a library of its own (0.11: older than what upstream's README describes).
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)
add_library(dixit_httplib INTERFACE)
target_link_libraries(dixit_httplib INTERFACE PkgConfig::httplib Threads::Threads)
add_library(dixit::httplib ALIAS dixit_httplib)

find_package(ZLIB REQUIRED)
find_package(nlohmann_json 3.10 REQUIRED)
find_package(spdlog REQUIRED)

find_package(pugixml REQUIRED)
add_library(dixit::pugixml ALIAS pugixml::pugixml)

find_package(CLI11 CONFIG REQUIRED)

pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
add_library(dixit::toml ALIAS PkgConfig::tomlplusplus)

# Header only, without a package file.
find_path(DIXIT_MUSTACHE_INCLUDE kainjow/mustache.hpp REQUIRED)
mark_as_advanced(DIXIT_MUSTACHE_INCLUDE)
add_library(dixit_mustache INTERFACE)
target_include_directories(dixit_mustache SYSTEM INTERFACE "${DIXIT_MUSTACHE_INCLUDE}")
add_library(dixit::mustache ALIAS dixit_mustache)

# CLD2 has neither a package file nor a CMake one.
find_path(DIXIT_CLD2_INCLUDE cld2/public/compact_lang_det.h REQUIRED)
find_library(DIXIT_CLD2_LIBRARY cld2 REQUIRED)
mark_as_advanced(DIXIT_CLD2_INCLUDE DIXIT_CLD2_LIBRARY)
add_library(dixit_cld2 INTERFACE)
target_include_directories(dixit_cld2 SYSTEM INTERFACE "${DIXIT_CLD2_INCLUDE}")
target_link_libraries(dixit_cld2 INTERFACE "${DIXIT_CLD2_LIBRARY}")
add_library(dixit::cld2 ALIAS dixit_cld2)

if(DIXIT_BUILD_TESTS)
  find_package(GTest REQUIRED)
endif()
if(DIXIT_BUILD_BENCHES)
  find_package(benchmark REQUIRED)
endif()
if(DIXIT_BUILD_PEERS)
  pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3)
  add_library(dixit::sqlite ALIAS PkgConfig::sqlite)
  pkg_check_modules(postgres REQUIRED IMPORTED_TARGET libpq)
  add_library(dixit::postgres ALIAS PkgConfig::postgres)
  pkg_check_modules(groonga REQUIRED IMPORTED_TARGET groonga)
  add_library(dixit::groonga ALIAS PkgConfig::groonga)
endif()
