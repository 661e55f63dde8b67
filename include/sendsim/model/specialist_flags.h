/* What a family notices of professionals in a week: bits of children.specialist_flags. */
#ifndef SENDSIM_MODEL_SPECIALIST_FLAGS_H
#define SENDSIM_MODEL_SPECIALIST_FLAGS_H

enum specialist_flag {
    SPECIALIST_MORE_SESSIONS = 1 << 0, /* more sessions, online, than while schools were open */
    SPECIALIST_ONLY_PRESENTS = 1 << 1, /* things were sent and hardly anything else came */
    SPECIALIST_VISITED = 1 << 2        /* professionals were there in person */
};

#endif
