import { readFileSync } from 'node:fs';
import { GENERATED_FILES } from '../../../scripts/generate-docs';

describe('generated files', () => {
  it.each(GENERATED_FILES)('$path is what the code says; otherwise run: npm run generate', async (file) => {
    expect(readFileSync(file.path, 'utf8')).toBe(await file.content());
  });
});
