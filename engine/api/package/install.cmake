# What `cmake --install` puts in place: the program, its layouts and font list, and one library
# with its headers, a CMake package and a pkg-config file.

# All folders but cli as one library, so that a user links one file. BUILD_SHARED_LIBS decides
# which kind; the C interface keeps its ABI within a major version.
set(banxin_objects)
foreach(folder base unicode font color image qr issue lint style shape line display block page pdf dump
        impose preflight proof build report api)
  list(APPEND banxin_objects $<TARGET_OBJECTS:banxin_${folder}>)
endforeach()
# Not part of the default build: made by `cmake --build . --target libbanxin`, or by installing.
add_library(libbanxin EXCLUDE_FROM_ALL ${banxin_objects})
add_library(banxin::banxin ALIAS libbanxin)
set_target_properties(libbanxin PROPERTIES OUTPUT_NAME banxin EXPORT_NAME banxin
                      LINKER_LANGUAGE CXX VERSION ${PROJECT_VERSION}
                      SOVERSION ${PROJECT_VERSION_MAJOR})
target_compile_features(libbanxin INTERFACE cxx_std_20)
target_link_libraries(libbanxin PRIVATE
  Threads::Threads ICU::uc ICU::i18n Freetype::Freetype ZLIB::ZLIB PNG::PNG JPEG::JPEG
  PkgConfig::harfbuzz PkgConfig::harfbuzz_subset PkgConfig::tomlplusplus PkgConfig::md4c
  PkgConfig::libqrencode PkgConfig::libpodofo PkgConfig::libqpdf PkgConfig::lcms2 PkgConfig::libdeflate PkgConfig::expat hyphen ${CMAKE_DL_LIBS})
if(BANXIN_SANITIZE)
  target_link_options(libbanxin INTERFACE -fsanitize=${BANXIN_SANITIZE})
endif()

# The public headers under the names an installed copy gives them: <banxin/banxin.h>.
set(banxin_forward ${PROJECT_BINARY_DIR}/include/banxin)
foreach(header banxin.h banxin_c.h)
  file(CONFIGURE OUTPUT ${banxin_forward}/${header}
       CONTENT "#include \"engine/api/${header}\"\n")
endforeach()
target_include_directories(libbanxin INTERFACE
  $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include> $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/banxin>)

if(NOT PROJECT_IS_TOP_LEVEL)
  return()  # a project that takes us in installs what it wants itself
endif()

include(CMakePackageConfigHelpers)
install(TARGETS banxin RUNTIME)
install(DIRECTORY layouts DESTINATION ${CMAKE_INSTALL_DATADIR}/banxin)
install(DIRECTORY fonts DESTINATION ${CMAKE_INSTALL_DATADIR}/banxin)

install(TARGETS libbanxin EXPORT banxin OPTIONAL)
install(FILES engine/api/banxin.h engine/api/banxin_c.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/banxin)
# What banxin.h includes, at the paths it includes them by.
install(FILES engine/base/composition_report.h engine/base/diagnostic.h engine/base/geometry.h
              engine/base/hash.h engine/base/imposition_words.h engine/base/layout_entry.h
              engine/base/length.h
              engine/base/output_settings.h engine/base/proof_settings.h engine/base/result.h engine/base/span.h
              engine/base/world.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/banxin/engine/base)
install(FILES engine/build/build.h engine/build/disk_world.h engine/build/recording_world.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/banxin/engine/build)

install(FILES engine/impose/impose.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/banxin/engine/impose)

install(FILES engine/preflight/preflight.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/banxin/engine/preflight)

set(banxin_package ${CMAKE_INSTALL_LIBDIR}/cmake/banxin)
install(EXPORT banxin NAMESPACE banxin:: FILE banxinTargets.cmake DESTINATION ${banxin_package})
configure_package_config_file(engine/api/package/banxinConfig.cmake.in
                              ${PROJECT_BINARY_DIR}/banxinConfig.cmake
                              INSTALL_DESTINATION ${banxin_package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/banxinConfigVersion.cmake
                                 COMPATIBILITY SameMajorVersion)
configure_file(engine/api/package/banxin.pc.in ${PROJECT_BINARY_DIR}/banxin.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/banxinConfig.cmake
        ${PROJECT_BINARY_DIR}/banxinConfigVersion.cmake DESTINATION ${banxin_package})
install(FILES ${PROJECT_BINARY_DIR}/banxin.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
