// The digits that networks learn from in the browser, as files under public/ that scripts/data.ts makes: their paths, how
// many digits they hold, and about how many bytes a reader downloads. Sizes are known here so that a figure can name them
// before anything is fetched.
export const digitPack = {
  train: { path: 'data/mnist-train-10k.bin', count: 10_000, bytes: 948_000 },
  test: { path: 'data/mnist-test-2k.bin', count: 2000, bytes: 189_000 },
} as const;
