/**
 * SHA-256 of canonicalJson of every released instrument and model, as `id@version`. A version that has been asked is never edited: another
 * wording is another version, with a line of its own here. A line that stands here never changes.
 */
export const releasedHashes: Readonly<Record<string, string>> = {
  'health-station@2023': '4b592de7386f1ed4691302a2b6995762fb103321df29ff8631e7819e86ccd2e8',
  'health-station@2024': '6deb3fb35ab41e8ba6d0a437dddaa2d401157fda1f0bf61fcd0bdf7d91560cf4',
  'primary-school@2023': '392fe00dae18e719a7c7d54162ea4d25ffa2eaa2403e186a2fcd2261efe5086a',
  'primary-school@2024': 'b50e1e61090a0169c64cb299839321982014e45564697c19dd600e9828f20b67',
  'infrastructure@2023': 'd7ac2a7a22ff15e32483bea4fbfdddf123ddb8a717403fd87c40ed3d67881c94',
  'infrastructure@2024': 'c5391adfc48461cb476a5f4e532cce322a5b639b2cbbbbe98fa82b06b5cff689',
  'one-stop-desk@2023': '690fb193d36d333c44572deb3ab30d91abd16ef31d77c080c9af16bcd11612f7',
  'one-stop-desk@2024': 'c26f2de99dcd813d25c2d38d8152f19718a0db98fd6ce0d4e64c5751554f4b45',
  'commune-life@2023': 'ea2ad3ce022e7797afc7cf9d78793a3898516f39286280d15a18ccd17d0d865a',
  'commune-life@2024': '2dc11d2a91b6c783d73bfb65242c4c409d5f97ae76a087204e44cf9f19df9112',
}

export const releasedModelHashes: Readonly<Record<string, string>> = {
  'papi-commune@2023': 'b5d19ade0836d6583b5e1a8be5bf25a17ac8995caccc79ae0654cf8b4af1c7ac',
  'papi-commune@2024': '0069e1bb81993ef4a370cfcea4c1c1c2e4081c7b86a5ac4bf4b29b35d1bd7d38',
  'health-station@2023': 'ee0c9298fd54b06183807570640f5c1cf46c5398fd13da8041a37c1dbcdbf97a',
  'health-station@2024': '87e10a83e0e4e3a6e1ca9bdd53cfc4c474e5ba0b2391a3dc18edf4389ef82d6c',
  'primary-school@2023': '14396629c02663a6969b4059886cdafa42b2247776b92b63b719cee25804c03b',
  'primary-school@2024': 'c022b59f790a99483e801bc11869452e4206a10fbd1df0afd47751bb0172b934',
  'infrastructure@2023': '98bfe8beb0146e9da8d09851d6ab186d6e62cc99233fedb5b04d824c248f2432',
  'infrastructure@2024': '01d96e4419550fd43a98fcd8aee1c58f31d6fbfb177b595fe9480c9cd3233fa9',
  'one-stop-desk@2023': '03d91012a9445397664665b1c6727dcc1cb0108ac5513b3b1b44db1d89a76dbf',
  'one-stop-desk@2024': '91b9acd9a2f461107e5f1e71f5b005de59e4b8742deb4f6a0986fba24882daaa',
}
