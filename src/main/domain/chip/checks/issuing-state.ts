import { parseDg1 } from '../lds/dg1.ts';
import { Malformed } from '../malformed.ts';

/**
 * Three-letter codes of machine readable zones with the two-letter codes certificates use: ISO 3166-1, and the codes of
 * ICAO 9303-3 §5 for Germany, the British passports, Kosovo, the United Nations, the European Union and the Order of Malta.
 */
const pairs =
  'AFGAF ALAAX ALBAL DZADZ ASMAS ANDAD AGOAO AIAAI ATGAG ARGAR ARMAM ABWAW AUSAU AUTAT AZEAZ BHSBS BHRBH BGDBD BRBBB BLRBY BELBE BLZBZ ' +
  'BENBJ BMUBM BTNBT BOLBO BIHBA BWABW BRABR BRNBN BGRBG BFABF BDIBI CPVCV KHMKH CMRCM CANCA CYMKY CAFCF TCDTD CHLCL CHNCN COLCO COMKM ' +
  'COGCG CODCD CRICR CIVCI HRVHR CUBCU CUWCW CYPCY CZECZ DNKDK DJIDJ DMADM DOMDO ECUEC EGYEG SLVSV GNQGQ ERIER ESTEE SWZSZ ETHET FJIFJ ' +
  'FINFI FRAFR GABGA GMBGM GEOGE DDE DEUDE GHAGH GIBGI GRCGR GRLGL GRDGD GTMGT GGYGG GINGN GNBGW GUYGY HTIHT VATVA HNDHN HKGHK HUNHU ' +
  'ISLIS INDIN IDNID IRNIR IRQIQ IRLIE IMNIM ISRIL ITAIT JAMJM JPNJP JEYJE JORJO KAZKZ KENKE KIRKI PRKKP KORKR KWTKW KGZKG LAOLA LVALV ' +
  'LBNLB LSOLS LBRLR LBYLY LIELI LTULT LUXLU MACMO MDGMG MWIMW MYSMY MDVMV MLIML MLTMT MHLMH MRTMR MUSMU MEXMX FSMFM MDAMD MCOMC MNGMN ' +
  'MNEME MARMA MOZMZ MMRMM NAMNA NRUNR NPLNP NLDNL NZLNZ NICNI NERNE NGANG MKDMK NORNO OMNOM PAKPK PLWPW PSEPS PANPA PNGPG PRYPY PERPE ' +
  'PHLPH POLPL PRTPT QATQA ROURO RUSRU RWARW KNAKN LCALC VCTVC WSMWS SMRSM STPST SAUSA SENSN SRBRS SYCSC SLESL SGPSG SVKSK SVNSI SLBSB ' +
  'SOMSO ZAFZA SSDSS ESPES LKALK SDNSD SURSR SWESE CHECH SYRSY TWNTW TJKTJ TZATZ THATH TLSTL TGOTG TONTO TTOTT TUNTN TURTR TKMTM TUVTV ' +
  'UGAUG UKRUA AREAE GBRGB GBDGB GBNGB GBOGB GBPGB GBSGB USAUS URYUY UZBUZ VUTVU VENVE VNMVN YEMYE ZMBZM ZWEZW RKSKS UNOUN UNAUN EUEEU XOMZZ';

const byZoneCode: ReadonlyMap<string, string> = new Map(
  pairs.split(' ').map((pair) => [pair.slice(0, -2), pair.slice(-2)] as const),
);

/**
 * Whether a document says that one state issued it while the authority behind its signature is another's: an authority may sign for
 * its own state only (BSI TR-03135 §5). False where either is not known.
 */
export function isOtherState(dg1: Uint8Array | undefined, authorityCountry: string): boolean {
  const stated = dg1 === undefined ? undefined : byZoneCode.get(issuerOf(dg1));
  return stated !== undefined && stated !== authorityCountry && [...byZoneCode.values()].includes(authorityCountry);
}

function issuerOf(dg1: Uint8Array): string {
  try {
    return parseDg1(dg1).issuer;
  } catch (error) {
    if (error instanceof Malformed) return '';
    throw error;
  }
}
