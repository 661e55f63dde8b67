/* A program of somebody else's: steps a small system and prints what became of provision. */
#include <sendsim/sendsim.h>
#include <stdio.h>

int main(void) {
    char message[SENDSIM_MESSAGE_SIZE], date[11];
    const char *const sets[] = {"run.weeks=32", "run.spin_up=8", NULL};
    struct sendsim *run = sendsim_open("tiny", sets, message, sizeof message);
    struct sendsim_series series;
    if (!run) {
        fputs(message, stderr);
        return 1;
    }
    while (sendsim_step(run) == 1) {
    }
    if (sendsim_week(run) != 32 || !sendsim_series(run, "provision", "ehcp", &series) || series.count != 32) {
        return 2;
    }
    for (size_t week = 0; week < series.count; week++) {
        sendsim_date(run, (int)week, date);
        printf("%s,%.9g\n", date, (double)series.value[week * series.stride]);
    }
    printf("%s,%.17g\n", sendsim_window(run, 0), sendsim_index(run, "theil", 0));
    sendsim_close(run);
    return 0;
}
