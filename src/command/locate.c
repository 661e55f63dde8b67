/* The folder of shipped scenarios, as the command line has it. */
#include "sendsim/command/locate.h"

#include "sendsim/scenario/shipped.h"

enum status locate_shipped(const struct arguments *arguments, struct complaints *complaints, char **folder) {
    return shipped_folder(arguments->option[OPTION_data], complaints, folder);
}
