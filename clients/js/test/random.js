/** Another one in each run; set SLUICE_SEED to repeat a run. */
export const seed = Number(process.env.SLUICE_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Numbers from 0 to 1 that depend on the seed only (xorshift, 32 bits). */
export function randomFrom(start) {
  let state = (start ^ 0x9e3779b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}
