/**
 * Data from outside (a chip, a file, a certificate) that does not have the form its standard gives it.
 * Parsers throw it; the reader, the verifier and the services catch it and turn it into a check or a failure.
 * `where` names the structure (`EF.SOD`, `DG2`, `Certificate`), `what` the defect; neither ever holds data of a person.
 */
export class Malformed extends Error {
  readonly where: string;
  readonly what: string;

  constructor(where: string, what: string) {
    super(`${where}: ${what}`);
    this.name = 'Malformed';
    this.where = where;
    this.what = what;
  }
}
