// The names of numbers in the files that leave the page.

/** One of the optimiser's running averages of a parameter: `optimizer.0.dense1.weights`. */
export const averageName = (which: number, parameter: string): string => `optimizer.${which}.${parameter}`;
