# dixit_options: what every target of ours is compiled with. Libraries link it PUBLIC, so programs and tests inherit it.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Kind of build" FORCE)
endif()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")

find_program(DIXIT_CCACHE ccache)
mark_as_advanced(DIXIT_CCACHE)
if(DIXIT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${DIXIT_CCACHE}")
endif()

configure_file("${PROJECT_SOURCE_DIR}/cmake/version.h.in" "${PROJECT_BINARY_DIR}/generated/core/base/version.h" @ONLY)

add_library(dixit_options INTERFACE)
target_compile_features(dixit_options INTERFACE cxx_std_20)
# Includes are written from the root of the tree: "core/text/fold.h".
target_include_directories(dixit_options INTERFACE "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}/generated")

# -Wsign-conversion stays off: with the unsigned sizes of the standard library against the signed ones of ICU and of
# Xapian it asks for casts that hide more than they show. -Wconversion keeps every narrowing visible.
target_compile_options(
  dixit_options
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wno-sign-conversion
            -Wnon-virtual-dtor
            -Woverloaded-virtual
            -Wcast-align
            -Wformat=2
            -Wimplicit-fallthrough
            -Wundef
            $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond>
            $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> # g++ 12 sees overlaps in std::string that are not there (GCC PR 105651)
            $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>
            $<$<BOOL:${DIXIT_WERROR}>:-Werror>)

# Bounds checks of the standard library in every build: cheap, and the ABI stays that of the system's Xapian and ICU
# (which _GLIBCXX_DEBUG would break).
target_compile_definitions(dixit_options INTERFACE _GLIBCXX_ASSERTIONS)

if(DIXIT_SANITIZE)
  string(REPLACE ";" "," dixit_sanitizers "${DIXIT_SANITIZE}")
  target_compile_options(dixit_options INTERFACE -fsanitize=${dixit_sanitizers} -fno-sanitize-recover=all
                                                 -fno-omit-frame-pointer)
  target_link_options(dixit_options INTERFACE -fsanitize=${dixit_sanitizers})
else()
  # Hardening. Fortification needs an optimised build and does not go together with sanitizers.
  target_compile_options(dixit_options INTERFACE -fstack-protector-strong
                                                 $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE$<SEMICOLON>-D_FORTIFY_SOURCE=2>)
  target_link_options(dixit_options INTERFACE -Wl,-z,relro,-z,now)
  include(CheckPIESupported)
  check_pie_supported(LANGUAGES CXX)
endif()
