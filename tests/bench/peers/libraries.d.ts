/** The types of the two libraries that bring none for the files that are loaded: only what is used. */

declare module 'brain.js/dist/browser.js' {
  interface Options {
    inputSize: number;
    hiddenLayers: number[];
    outputSize: number;
    activation: string;
    learningRate: number;
    momentum: number;
    praxis?: string;
    beta1?: number;
    beta2?: number;
    epsilon?: number;
  }
  interface Network {
    initialize(): void;
    trainPattern(example: { input: Float32Array; output: Float32Array }, logError: boolean): number | null;
  }
  const brain: { NeuralNetwork: new (options: Options) => Network };
  export default brain;
}

declare module 'convnetjs/build/convnet.js' {
  /** Numbers with a width, a height and a depth. */
  export interface Vol {
    w: Float64Array;
  }
  export type LayerDefinition = { type: string } & Record<string, string | number>;
  interface Layer {
    filters?: Vol[];
    biases?: Vol;
  }
  export interface Net {
    readonly layers: Layer[];
    makeLayers(definitions: LayerDefinition[]): void;
  }
  interface Trainer {
    train(example: Vol, target: number | number[]): { loss: number };
  }
  const convnetjs: {
    Vol: new (width: number, height: number, depth: number, fill: number) => Vol;
    Net: new () => Net;
    Trainer: new (net: Net, options: Record<string, string | number>) => Trainer;
  };
  export default convnetjs;
}
