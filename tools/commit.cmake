# Writes the header OUTPUT with the commit of the folder SOURCE, as git describes it, where it says another one.
#   cmake -DSOURCE=FOLDER -DOUTPUT=HEADER -P tools/commit.cmake
# Each build calls it: what is built after a change says so.
set(commit unknown)
find_package(Git QUIET)
if(GIT_FOUND)
  execute_process(COMMAND ${GIT_EXECUTABLE} describe --always --dirty --abbrev=12 WORKING_DIRECTORY ${SOURCE}
                  OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(described)
    set(commit ${described})
  endif()
endif()
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT "/* Made by tools/commit.cmake. */\n#define SENDSIM_COMMIT \"${commit}\"\n")
