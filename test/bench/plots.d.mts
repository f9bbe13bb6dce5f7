/** Returns the plots of the benchmark's tables in a text, by the names of their files. */
export declare function plotsOf(text: string): readonly (readonly [name: string, plot: string])[];
