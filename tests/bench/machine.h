/* Two yardsticks of the machine: how fast it moves memory, and how fast it steps a model that every agent-based
 * framework can express. */
#ifndef SENDSIM_BENCH_MACHINE_H
#define SENDSIM_BENCH_MACHINE_H

/* Bytes a second, counting every array read or written once, of a[i] = b[i] and of a[i] = b[i] + s c[i] over arrays
 * far larger than the caches (McCalpin 1995, STREAM); the best of several passes. */
double machine_copy(int threads);
double machine_triad(int threads);

/* Child-weeks a second of the reduced task: a million children in schools of fifty; 2 uniforms, 1 normal and 1 logistic
 * a child and week, smoothing, school means, a weekly Gini coefficient by histogram. The best of several runs. */
double machine_reduced_task(int threads);

#endif
