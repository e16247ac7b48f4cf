import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formerReceiptOf } from '../keys/receipts.ts';
import { shortAnswers, testKeys, testManyi } from '../testing.ts';
import { commandLine } from '../access/audit-event.ts';
import { csv } from '../exports/formats/csv.ts';
import { responseTable } from '../exports/response-table.ts';
import { findReceipt } from './find-receipt.ts';
import { closeWave } from '../fieldwork/move-wave.ts';
import { existingWave } from '../programmes/pinned-wave.ts';
import { sealWave } from '../fieldwork/seal-wave.ts';

describe('a receipt', () => {
  it('is found again however it is written, also one given before there were keys, and no other', async () => {
    const manyi = await testManyi();
    const wave = await existingWave(manyi.deps.storage, manyi.wave);
    const id = randomUUID();
    const { receipt } = (await (await manyi.send(id, shortAnswers())).json()) as { receipt: string };
    const isKnown = (text: string) => findReceipt(manyi.deps.storage, testKeys, wave, text);
    expect(await isKnown(receipt)).toBe(true);
    expect(await isKnown(receipt.replaceAll('-', ' '))).toBe(true);
    expect(await isKnown(formerReceiptOf(manyi.wave, id).toLowerCase())).toBe(true);
    expect(await isKnown(formerReceiptOf(manyi.wave, randomUUID()))).toBe(false);
    expect(await isKnown('')).toBe(false);
  });

  it('does not lead to a row of the export, nor does the id the phone made', async () => {
    const manyi = await testManyi();
    const id = randomUUID();
    const { receipt } = (await (await manyi.send(id, shortAnswers())).json()) as { receipt: string };
    await manyi.send(randomUUID(), shortAnswers());
    await closeWave(manyi.deps, manyi.wave, commandLine);
    const wave = await sealWave(manyi.deps, manyi.wave, commandLine);
    let text = '';
    const table = await responseTable(manyi.deps.storage, testKeys, wave);
    for await (const part of csv.write(table)) text += Buffer.from(part).toString();
    const ids = text
      .trim()
      .split('\r\n')
      .map((row) => row.split(',')[0]!);
    expect(ids[0]).toBe('row_id');
    for (const row of ids.slice(1)) expect(row).toMatch(/^[0-9a-f]{20}$/);
    expect(new Set(ids).size).toBe(3);
    for (const told of [receipt, receipt.replaceAll('-', ''), id, formerReceiptOf(manyi.wave, id)])
      expect(text).not.toContain(told);
  });
});
