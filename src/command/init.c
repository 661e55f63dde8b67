/* sendsim init: a commented scenario to start from. */
#include <stdio.h>

#include "sendsim/command/arguments.h"
#include "sendsim/scenario/starter.h"

int command_init(const struct arguments *arguments) {
    (void)arguments; /* it takes none */
    starter_write(stdout);
    return EXIT_FINE;
}
