// What compiling better-sqlite3 needs, and this machine has not.
import { spawnSync } from 'node:child_process';

const needed = [
  { name: 'a C++ compiler', commands: [process.env.CXX, 'c++', 'g++', 'clang++'] },
  { name: 'make', commands: [process.env.MAKE, 'make', 'gmake'] },
  { name: 'python3', commands: [process.env.PYTHON, process.env.npm_config_python, 'python3', 'python'] },
];

export function missingTools() {
  // On Windows node-gyp finds Visual Studio by ways of its own.
  if (process.platform === 'win32') return [];
  return needed.filter(({ commands }) => !commands.some(answers)).map(({ name }) => name);
}

export function whatIsMissing(missing) {
  return (
    `better-sqlite3 is compiled on this machine, and it lacks ${missing.join(', ')}. ` +
    'Debian and Ubuntu: apt-get install build-essential python3. ' +
    'Fedora, openEuler, Kylin: dnf install gcc-c++ make python3. macOS: xcode-select --install.'
  );
}

function answers(command) {
  return Boolean(command) && spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}
