const commonest = ['password', '12345678', 'qwertyui', '11111111', '88888888', 'iloveyou', 'admin', 'manyi'];

export function isStrongEnough(password: string, name: string): boolean {
  if ([...password].length < 10 || password.length > 200) return false;
  const lower = password.toLowerCase();
  if (name !== '' && lower.includes(name.toLowerCase())) return false;
  return new Set(lower).size >= 5 && !commonest.some((common) => lower.startsWith(common));
}
