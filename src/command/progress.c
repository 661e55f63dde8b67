/* The progress bar and the signals. */
#include "sendsim/command/progress.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static sigset_t stop_signals(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGINT);
    return set;
}

void progress_begin(struct meter *meter, bool quiet) {
    sigset_t set = stop_signals();
    *meter = (struct meter){.quiet = quiet, .terminal = isatty(STDERR_FILENO), .began = seconds_now()};
    meter->told = meter->began;
    (void)signal(SIGXFSZ, SIG_IGN); /* a file that may grow no more is a fault to be told, not an end without a word */
    (void)pthread_sigmask(SIG_BLOCK, &set, NULL);
    meter->signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

/* Whether a signal arrived; after the first, INT is no longer held back. */
static bool signal_arrived(struct meter *meter) {
    struct signalfd_siginfo info;
    if (meter->signals < 0 || read(meter->signals, &info, sizeof info) != (ssize_t)sizeof info) {
        return false;
    }
    sigset_t interrupt;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    (void)pthread_sigmask(SIG_UNBLOCK, &interrupt, NULL);
    return true;
}

static void time_text(double seconds, char *text, size_t size) {
    long whole = (long)(seconds + 0.5);
    if (whole >= 3600) {
        snprintf(text, size, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
    } else {
        snprintf(text, size, "%ld:%02ld", whole / 60, whole % 60);
    }
}

static void tell(const struct meter *meter, const struct progress *progress, double now) {
    enum { BAR = 30 };
    double all = progress->child_weeks + progress->child_weeks_ahead;
    double part = all > 0 ? progress->child_weeks / all : 1;
    double speed = progress->child_weeks / (now - meter->began + 1e-9);
    char left[32], bar[BAR + 1];
    time_text(progress->child_weeks_ahead / (speed + 1e-9), left, sizeof left);
    for (int i = 0; i < BAR; i++) {
        bar[i] = i < part * BAR ? '#' : '.';
    }
    bar[BAR] = '\0';
    u32 cell = progress->cells_done < progress->cells ? progress->cells_done + 1 : progress->cells;
    if (meter->terminal) {
        fprintf(stderr, "\r[%s] %3.0f%%  run %u/%u  week %d/%d  %.1f M child-weeks/s  %s left ", bar, part * 100, cell,
                progress->cells, progress->week, progress->weeks, speed * 1e-6, left);
    } else {
        fprintf(stderr, "%3.0f%%  run %u/%u  week %d/%d  %.1f M child-weeks/s  %s left\n", part * 100, cell,
                progress->cells, progress->week, progress->weeks, speed * 1e-6, left);
    }
    fflush(stderr);
}

bool progress_week(void *context, const struct progress *progress) {
    struct meter *meter = context;
    double now = seconds_now();
    double every = meter->terminal ? 0.2 : 5; /* seconds between two tellings */
    meter->child_weeks = progress->child_weeks;
    if (!meter->quiet && now - meter->told >= every) {
        meter->told = now;
        tell(meter, progress, now);
    }
    meter->stopped = meter->stopped || signal_arrived(meter);
    return !meter->stopped;
}

void progress_end(struct meter *meter) {
    sigset_t set = stop_signals();
    if (!meter->quiet && meter->terminal) {
        fprintf(stderr, "\r%*s\r", 110, "");
    }
    if (meter->signals >= 0) {
        close(meter->signals);
        meter->signals = -1;
    }
    (void)pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

double progress_seconds(const struct meter *meter) {
    return seconds_now() - meter->began;
}
