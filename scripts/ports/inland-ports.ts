/**
 * Ports that ships reach although their listed position is inland of the 1:10 M coast: up a river, a canal or a lake,
 * or because it is the middle of their town. By the UN/LOCODE that the package has first.
 *
 * Source: harbours of the same name or code within 30 NM in the World Port Index (Pub. 150, National
 * Geospatial-Intelligence Agency). Anything else in the package that lies inland is a town, or its position is wrong.
 */
const inWorldPortIndex = `
  AOLAD ARBHI ARBUE ARCMP ARROS ARSFN ARSLO ARSNS ARZAE AUADL AUBNE AULST AUMEL BDCHL BDMGL BEANR BEGNE BNBWN
  BRMAO BRSTM CABCK CACOL CAHAM CAKVL CANWE CAOAK CAOSH CAPCR CAPDV CASNI CASSM CATHU CATOR CATTC CMDLA CNCAN
  CNCGU CNCOZ CNHUD CNHUI CNJNZ CNNGB CNNKG CNSHA CNTAG CNTZO CNYZH CNZHE CNZJG COBAQ CUSCU DEBRE DEELS DEHAM
  DELBC DELEE DKHSB DOHAI ESBIO ESSVQ ESTCI FIPOR FRBAY FRBOD FRNTE FRURO GBBOS GBBRS GBBRW GBGLW GBGOO GBGSY
  GBLON GBTHP GHTEM IDBDJ IDPLM IDPNK IDSEQ IDSRI IDUPG IEDRO IEWAT INCCU IRKHO ITRAN JMKIN JPFKY JPKCZ JPKMJ
  JPKNU JPKNZ JPKWS JPMYJ JPNGO JPOSA JPSBS JPTOY JPYWT LVRIX LVSAL LVVNT LYBEN LYMRA MANNA MAPTM MMRGN MRNKC
  MXATM MXTAM MYKCH MYSBW MZBEW NGCBQ NGONN NGPHC NGWAR NLAMS NLDOR NLRTM NLVLA NLZAA NOSKE NOSPG PAAML PEIQT
  PHDVO PHOZC PLGDN PLSZZ PYASU QAUMS ROBRA ROGAL RUKGD RUROV SADMN SAJED SDPZU SESFT SEUME SEVST STTMS TGLFW
  THBKK TWTXG USBPT USBRO USBUF USCHI USCLE USDET USHOU USJAX USLAX USLCH USMEM USMKE USMSY USPDX USRIC USSAC
  USSAV USSCK USSUE USSUW USSWF USTOL USUGN USUZF VELSV VEMAR VEPZO VNCLI VNSGN VNVIC ZAPLZ
`

/** Ports that the Index lists under a neighbour or their river, and terminals newer than the Index. */
const byWater: Readonly<Record<string, string>> = {
  'Amazon and Pará': 'BRVIC',
  Paraná: 'ARSPD',
  Orinoco: 'VEMTV',
  'Savannah River': 'USPWN',
  Thames: 'GBPFT GBSVT',
  'Mersey and Manchester Ship Canal': 'GBELL GBIRL',
  Tyne: 'GBNCL',
  Elbe: 'DEHBU',
  'Eems canal': 'NLGRQ',
  'Hollands Diep': 'NLMOE',
  Danube: 'MDGIU',
  Yangtze: 'CNCKG CNJIU CNWHI CNWUH',
  'Pearl River': 'CNDGG CNFOS CNGOM CNJMN CNLAN CNLIH CNNAH CNROQ CNSJQ CNSSH CNSUD CNXIN CNZQG CNZSN',
  'Chao Phraya': 'THKTY THPAT THSBP',
  'Mekong and Saigon': 'KHPNH VNTOT VNTTD',
  'Batang Hari and Siak': 'IDBUN IDDJB IDPKU IDPWG',
  'Coasts that the 1:10 M draws too far out, and islands given by their middle':
    'BRARE BRIGI IDBIT IDBTM JPHIC JPSDS JPSMA JPTOS KRCHW MGNOS SAJUB TRMAR',
}

export const inlandPorts: ReadonlySet<string> = new Set(
  [inWorldPortIndex, ...Object.values(byWater)].join(' ').trim().split(/\s+/),
)
