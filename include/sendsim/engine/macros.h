/* Lists of words in the rows of the tables: FOR_EACH(F, kind, a, b, c) is F(kind, a) F(kind, b) F(kind, c), up to 20.
 */
#ifndef SENDSIM_ENGINE_MACROS_H
#define SENDSIM_ENGINE_MACROS_H

#define FOR_EACH_1(F, k, a)       F(k, a)
#define FOR_EACH_2(F, k, a, ...)  F(k, a) FOR_EACH_1(F, k, __VA_ARGS__)
#define FOR_EACH_3(F, k, a, ...)  F(k, a) FOR_EACH_2(F, k, __VA_ARGS__)
#define FOR_EACH_4(F, k, a, ...)  F(k, a) FOR_EACH_3(F, k, __VA_ARGS__)
#define FOR_EACH_5(F, k, a, ...)  F(k, a) FOR_EACH_4(F, k, __VA_ARGS__)
#define FOR_EACH_6(F, k, a, ...)  F(k, a) FOR_EACH_5(F, k, __VA_ARGS__)
#define FOR_EACH_7(F, k, a, ...)  F(k, a) FOR_EACH_6(F, k, __VA_ARGS__)
#define FOR_EACH_8(F, k, a, ...)  F(k, a) FOR_EACH_7(F, k, __VA_ARGS__)
#define FOR_EACH_9(F, k, a, ...)  F(k, a) FOR_EACH_8(F, k, __VA_ARGS__)
#define FOR_EACH_10(F, k, a, ...) F(k, a) FOR_EACH_9(F, k, __VA_ARGS__)
#define FOR_EACH_11(F, k, a, ...) F(k, a) FOR_EACH_10(F, k, __VA_ARGS__)
#define FOR_EACH_12(F, k, a, ...) F(k, a) FOR_EACH_11(F, k, __VA_ARGS__)
#define FOR_EACH_13(F, k, a, ...) F(k, a) FOR_EACH_12(F, k, __VA_ARGS__)
#define FOR_EACH_14(F, k, a, ...) F(k, a) FOR_EACH_13(F, k, __VA_ARGS__)
#define FOR_EACH_15(F, k, a, ...) F(k, a) FOR_EACH_14(F, k, __VA_ARGS__)
#define FOR_EACH_16(F, k, a, ...) F(k, a) FOR_EACH_15(F, k, __VA_ARGS__)
#define FOR_EACH_17(F, k, a, ...) F(k, a) FOR_EACH_16(F, k, __VA_ARGS__)
#define FOR_EACH_18(F, k, a, ...) F(k, a) FOR_EACH_17(F, k, __VA_ARGS__)
#define FOR_EACH_19(F, k, a, ...) F(k, a) FOR_EACH_18(F, k, __VA_ARGS__)
#define FOR_EACH_20(F, k, a, ...) F(k, a) FOR_EACH_19(F, k, __VA_ARGS__)
#define FOR_EACH_PICK(_1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15, _16, _17, _18, _19, _20, N,    \
                      ...)                                                                                             \
    N
#define FOR_EACH(F, k, ...)                                                                                            \
    FOR_EACH_PICK(__VA_ARGS__, FOR_EACH_20, FOR_EACH_19, FOR_EACH_18, FOR_EACH_17, FOR_EACH_16, FOR_EACH_15,           \
                  FOR_EACH_14, FOR_EACH_13, FOR_EACH_12, FOR_EACH_11, FOR_EACH_10, FOR_EACH_9, FOR_EACH_8, FOR_EACH_7, \
                  FOR_EACH_6, FOR_EACH_5, FOR_EACH_4, FOR_EACH_3, FOR_EACH_2, FOR_EACH_1, )                            \
    (F, k, __VA_ARGS__)

/* The values of an array in a row: BY(1, 2, 3). */
#define BY(...)                                                                                                        \
    { __VA_ARGS__ }

#endif
