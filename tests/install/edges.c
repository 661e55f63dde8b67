/* The library's edges: what is wrong is said, what is not there is none, and a run that ended stays ended. */
#include <math.h>
#include <sendsim/sendsim.h>
#include <stdio.h>
#include <string.h>

static int failed;

static void holds(const char *sentence, int condition) {
    printf("%s %s\n", condition ? "ok    " : "FAILED", sentence);
    failed += !condition;
}

static void refusals(void) {
    char message[SENDSIM_MESSAGE_SIZE], small[12];
    const char *const unknown[] = {"run.weks=3", NULL};
    holds("an unknown scenario is refused", !sendsim_open("nowhere", NULL, message, sizeof message));
    holds("and the message names it", strstr(message, "nowhere") != NULL);
    holds("an unknown key is refused", !sendsim_open("tiny", unknown, message, sizeof message));
    holds("with its place", strstr(message, "--set 1") != NULL);
    holds("a replicate beyond the last is refused",
          !sendsim_open_replicate("tiny", NULL, 65536, message, sizeof message));
    holds("and told which there are", strstr(message, "from 0 to 65535") != NULL);
    holds("a message is cut to fit", !sendsim_open("nowhere", NULL, small, sizeof small) && strlen(small) == 11);
    holds("no message is wanted", !sendsim_open("nowhere", NULL, NULL, 0));
    sendsim_close(NULL);
}

static void look(struct sendsim *run) {
    struct sendsim_series series = {NULL, 7, 7};
    holds("the spin-up comes first", sendsim_week(run) == -2);
    holds("no week is there yet", sendsim_series(run, "provision", NULL, &series) && series.count == 0);
    holds("no such outcome", !sendsim_series(run, "happiness", NULL, &series) && !series.value && !series.stride);
    holds("no such group", !sendsim_series(run, "provision", "happy", &series));
    holds("a series without a group of everyone asks for one", !sendsim_series(run, "role_share", NULL, &series));
    holds("and has it by its name", sendsim_series(run, "role_share", sendsim_group("role_share", 0), &series));
    holds("an index has no value yet", isnan(sendsim_index(run, "theil", 0)));
    holds("no such index", isnan(sendsim_index(run, "envy", 0)));
    holds("no such window", isnan(sendsim_index(run, "theil", 1000)) && !sendsim_window(run, 1000));
    holds("outcomes have names", sendsim_outcome(0) && !sendsim_outcome(100000));
    holds("groups have names", strcmp(sendsim_group("provision", 1), "ehcp") == 0 && !sendsim_group("provision", 99));
    holds("an outcome that is not there has no groups", !sendsim_group("happiness", 0));
    holds("children are counted", sendsim_children(run) > 100);
}

int main(void) {
    char message[SENDSIM_MESSAGE_SIZE];
    const char *const sets[] = {"run.weeks=3", "run.spin_up=2", NULL};
    refusals();
    struct sendsim *run = sendsim_open("tiny", sets, message, sizeof message);
    struct sendsim *other = sendsim_open_replicate("tiny", sets, 1, message, sizeof message);
    struct sendsim *last = sendsim_open_replicate("tiny", sets, 65535, message, sizeof message);
    holds("two runs are open", run && other);
    if (!run || !other) {
        fputs(message, stderr);
        return 1;
    }
    look(run);
    holds("the last replicate there is is taken", last != NULL);
    holds("another replicate has other people", sendsim_children(run) != sendsim_children(other));
    int steps = 1;
    while (sendsim_step(run) == 1) {
        steps++;
    }
    holds("five weeks are stepped", steps == 5 && sendsim_week(run) == 3 && sendsim_weeks(run) == 3);
    holds("after the last nothing happens", sendsim_step(run) == 0 && sendsim_week(run) == 3);
    holds("the other run stands where it stood", sendsim_week(other) == -2);
    sendsim_close(run);
    sendsim_close(other);
    sendsim_close(last);
    return failed > 0;
}
