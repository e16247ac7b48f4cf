/**
 * A body of a reply. However it ends - read to its end, broken, or given up before its first byte - `onEnd` is called.
 */
export function streamOf(chunks: AsyncGenerator<Uint8Array>, onEnd: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await chunks.next();
          if (!done) {
            controller.enqueue(value);
            return;
          }
          controller.close();
        } catch (error) {
          controller.error(error);
        }
        onEnd();
      },
      async cancel() {
        await chunks.return(undefined).catch(() => undefined);
        onEnd();
      },
    },
    { highWaterMark: 0 },
  );
}
