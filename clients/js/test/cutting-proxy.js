import { once } from "node:events";
import { connect, createServer } from "node:net";

/**
 * Carries connections to a server and cuts each one, in the midst of whatever is being said, when
 * as many bytes came back as `limit` gave for it.
 */
export async function cuttingProxy(target, limit) {
  const proxy = { url: "", cuts: 0 };
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    let left = limit();
    const cut = () => {
      near.destroy();
      far.destroy();
    };
    near.on("error", cut).on("close", cut).pipe(far);
    far.on("error", cut).on("close", () => near.end());
    far.on("data", (bytes) => {
      const part = bytes.subarray(0, left);
      left -= bytes.length;
      near.write(part, () => {
        if (left <= 0 && !near.destroyed) {
          proxy.cuts++;
          cut();
        }
      });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  proxy.url = `http://127.0.0.1:${server.address().port}`;
  return proxy;
}
