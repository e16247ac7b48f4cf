import { existingWave } from '../programmes/pinned-wave.ts';
import { findReceipt } from '../responses/find-receipt.ts';
import { CommandError, readOptions, type Command } from './command.ts';
import { withStorage } from './with-storage.ts';

export const receiptCommand: Command = {
  name: 'receipt',
  usage: 'receipt <wave> <receipt>',
  summary: 'Say whether a response with this receipt was received; nothing else can be told from it.',
  details: [
    'For residents who ask. Exit status 0: received, 1: not known. It reads the ids of all responses.',
  ],
  run(settings, parameters) {
    const { positionals } = readOptions(parameters, {}, 2);
    const [wave, receipt] = positionals;
    if (wave === undefined || receipt === undefined) throw new CommandError('Which wave, and which receipt?');
    return withStorage(settings, async (storage, keys) => {
      const isKnown = await findReceipt(storage, keys, await existingWave(storage, wave), receipt);
      console.log(isKnown ? 'received' : 'not known: no response of this wave has this receipt');
      return isKnown ? 0 : 1;
    });
  },
};
