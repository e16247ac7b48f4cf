import { seededRandom, type SeededRandom } from '../numeric/seeded-random.ts';
import type { PersonalDataKind } from './personal-data.ts';

/**
 * A made-up corpus: opinions as residents write them, some with personal data planted. Numbers, names and
 * addresses are drawn by chance. Some ways of writing are meant to be too hard, so that the figures say what is
 * missed.
 */
export interface PlantedSentence {
  readonly text: string;
  readonly kind: PersonalDataKind;
  /** What must not stand in the masked text. */
  readonly secret: string;
}

const pick = <Value>(random: SeededRandom, values: readonly Value[]): Value =>
  values[random.integer(values.length)]!;
const digits = (random: SeededRandom, count: number) =>
  Array.from({ length: count }, () => random.integer(10)).join('');
const between = (random: SeededRandom, low: number, high: number) => low + random.integer(high - low + 1);
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const inChinese = (text: string) => text.replace(/\d/g, (digit) => '零一二三四五六七八九'[Number(digit)]!);
const grouped = (text: string, sizes: readonly number[], separator: string) => {
  let from = 0;
  return sizes.map((size) => text.slice(from, (from += size))).join(separator);
};

type Writer = (random: SeededRandom) => string;

const mobile: Writer = (random) => `1${pick(random, ['3', '5', '6', '7', '8', '9'])}${digits(random, 9)}`;
const local: Writer = (random) => `${between(random, 2, 8)}${digits(random, 7)}`;

function identity(random: SeededRandom): string {
  const day = `${between(random, 1940, 2005)}${String(between(random, 1, 12)).padStart(2, '0')}${String(between(random, 1, 28)).padStart(2, '0')}`;
  const front = `${pick(random, ['310115', '110101', '440306', '510104', '330106'])}${day}${digits(random, 3)}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(front[place]), 0);
  return front + '10X98765432'[sum % 11]!;
}

function bankCard(random: SeededRandom, length: number): string {
  const front = `${pick(random, ['6222', '6217', '6228', '4367', '5187'])}${digits(random, length - 5)}`;
  const sum = [...front].reverse().reduce((total, digit, place) => {
    const value = place % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${front}${(10 - (sum % 10)) % 10}`;
}

const streets = ['幸福', '人民东', '世纪', '和平', '建设', '长寿', '延安西', '学院', '解放北', '松月'];
const estates = ['阳光', '锦绣', '金桥', '翠湖', '东方', '康乐', '绿地', '桃源'];
const street: Writer = (random) =>
  `${pick(random, streets)}${pick(random, ['路', '路', '路', '街', '大道'])}`;
const estate: Writer = (random) =>
  `${pick(random, estates)}${pick(random, ['小区', '花园', '公寓', '新村', '家园', '苑'])}`;
const room: Writer = (random) => `${between(random, 1, 28)}${String(between(random, 1, 6)).padStart(2, '0')}`;
const name: Writer = (random) =>
  `${pick(random, ['zhang', 'li', 'wang', 'chen', 'xiaomei', 'lao_wu'])}${pick(random, ['', '.wei', '_hua'])}${digits(random, 3)}`;

const writers: Readonly<Record<PersonalDataKind, readonly Writer[]>> = {
  telephone: [
    mobile,
    mobile,
    (random) => grouped(mobile(random), [3, 4, 4], ' '),
    (random) => grouped(mobile(random), [3, 4, 4], '-'),
    (random) => grouped(mobile(random), [3, 4, 4], '.'),
    (random) => grouped(mobile(random), [3, 8], ' '),
    (random) => fullWidth(mobile(random)),
    (random) => inChinese(mobile(random)),
    (random) => `+86 ${grouped(mobile(random), [3, 4, 4], ' ')}`,
    (random) => `86${mobile(random)}`,
    (random) => `021-${local(random)}`,
    (random) => `（0571）${local(random)}`,
    (random) => `010 ${grouped(local(random), [4, 4], ' ')}`,
    (random) => `电话${local(random)}`,
    (random) => [...mobile(random)].join(' '),
    (random) => grouped(mobile(random), [4, 4, 3], ' '),
    // Too hard.
    (random) => grouped(mobile(random), [3, 8], '，后面是'),
  ],
  identity: [
    identity,
    identity,
    (random) => identity(random).toLowerCase(),
    (random) => grouped(identity(random), [6, 8, 4], ' '),
    (random) => fullWidth(identity(random)),
    (random) =>
      `310104${between(random, 35, 80)}0${between(random, 1, 9)}1${between(random, 0, 9)}${digits(random, 3)}`,
    // Too hard: one digit is wrong.
    (random) =>
      identity(random).replace(
        /^(.{6}.{8})(.)/,
        (_, front: string, digit: string) => front + String((Number(digit) + 1) % 10),
      ),
  ],
  bankCard: [
    (random) => bankCard(random, 19),
    (random) => bankCard(random, 16),
    (random) => grouped(bankCard(random, 16), [4, 4, 4, 4], ' '),
    (random) => grouped(bankCard(random, 19), [4, 4, 4, 4, 3], '-'),
    (random) => fullWidth(bankCard(random, 19)),
  ],
  email: [
    (random) => `${name(random)}@${pick(random, ['163.com', 'qq.com', 'mail.example.com.cn'])}`,
    (random) => `${digits(random, 8)}@qq.com`,
    (random) => fullWidth(`${name(random)}@163.com`),
    // Too hard.
    (random) => `${name(random)} 艾特 163 点 com`,
  ],
  account: [
    (random) => `微信${name(random)}`,
    (random) => `微信号：${name(random)}`,
    (random) => `微信 ${name(random)}`,
    (random) => `vx：${name(random)}`,
    (random) => `加我wx ${name(random)}`,
    (random) => `QQ${between(random, 1, 9)}${digits(random, 8)}`,
    (random) => `QQ号是${between(random, 1, 9)}${digits(random, 7)}`,
    // Too hard.
    (random) => `绿泡泡${name(random)}`,
  ],
  address: [
    (random) => `${street(random)}${between(random, 1, 1800)}号`,
    (random) => `${street(random)}${between(random, 2, 900)}弄${between(random, 1, 60)}号${room(random)}室`,
    (random) => `${street(random)}${between(random, 2, 900)}号${between(random, 2, 30)}幢${room(random)}室`,
    (random) => `${estate(random)}${between(random, 1, 40)}号楼${between(random, 1, 4)}单元${room(random)}室`,
    (random) => `${estate(random)}${between(random, 1, 40)}栋${room(random)}`,
    (random) => `${estate(random)} ${between(random, 1, 40)}号${room(random)}室`,
    (random) => `${between(random, 1, 40)}号楼${between(random, 1, 4)}单元${room(random)}`,
    (random) => `${pick(random, ['青山', '王家', '河口'])}村${between(random, 1, 300)}号`,
    (random) => inChinese(`${street(random)}${between(random, 1, 9)}号`),
    (random) => `${pick(random, ['延安西', '北京东'])}路${fullWidth(String(between(random, 10, 900)))}号`,
    (random) => `Room ${room(random)}, No. ${between(random, 2, 900)} Xingfu Road`,
    // Too hard.
    (random) => `${street(random)}菜场对面红门那家`,
    (random) => `永康里${between(random, 1, 60)}号`,
  ],
};

const around: readonly (readonly [before: string, after: string])[] = [
  ['请联系我，', '，谢谢'],
  ['我住在', '，希望早点解决'],
  ['意见提了3次没人理，有事找我：', '。'],
  ['', ''],
  ['垃圾2天没收了（', '）'],
  ['去年10月反映过，我是', '的，等了5个月'],
  ['麻烦回个话 ', ' 老李'],
  ['建议：多修路。', '！'],
];

/** @param each how many sentences of each way of writing */
export function plantedSentences(seed: string, each: number): readonly PlantedSentence[] {
  return sentencesOf(writers, seed, each);
}

function sentencesOf(
  ways: Readonly<Record<PersonalDataKind, readonly Writer[]>>,
  seed: string,
  each: number,
): readonly PlantedSentence[] {
  const random = seededRandom(seed);
  return (Object.keys(ways) as PersonalDataKind[]).flatMap((kind) =>
    ways[kind].flatMap((write) =>
      Array.from({ length: each }, (): PlantedSentence => {
        const secret = write(random);
        const [before, after] = pick(random, around);
        return { text: before + secret + after, kind, secret };
      }),
    ),
  );
}

/** Opinions with numbers in them, none of which leads to a person. `#` is a number drawn by chance. */
const opinions: readonly string[] = [
  '等了#个小时',
  '20#年10月就开始修，到现在没修好',
  '#路公交车班次太少',
  '地铁#号线早高峰太挤',
  '打110没人接',
  '打12345反映了#次',
  '12315和12345都打过',
  '医院挂号排队#分钟',
  '药费从#.5元涨到#元',
  '孩子学校离家#公里',
  '幸福路修了#个月',
  '人民路路口的红绿灯要等#秒',
  '我们小区#号楼电梯坏了',
  '小区有#栋楼没有电梯',
  '#楼的公厕没有灯',
  '办事大厅第#窗口态度好',
  '行政服务中心#号窗口等了#分钟',
  '菜价涨了#%',
  '给#分，满分10分',
  '一共跑了#趟才办好',
  '早上#点到晚上#点都有噪音',
  '噪音有#分贝',
  'PM2.5经常超过#',
  'G#高速入口太堵',
  '5G信号只有#格',
  '24小时便利店太少',
  '2025-10-#',
  '2025.10.12—2025.11.#',
  '10:30-11:#才开门',
  '工资#元交完房租剩#元',
  '物业费每平方米#.8元',
  '13800元的电动车被偷了',
  '报销了15800.50元',
  '15.8 16.5 17.2 18 这几个价都太贵',
  '400-820-8820打不通',
  '95588和10086都说不归他们管',
  '微信支付很方便',
  '微信公众号更新慢',
  '微信群里没人管',
  '在微信上预约了#次',
  'QQ群没人回',
  '支付宝缴费方便',
  '身份证办了#天',
  '银行卡刷不了',
  '手机号换了之后登不上',
  '电话打了#次没人接',
  '邮箱收不到通知',
  '快递放在门口#天',
  '一年体检一次，一共花了五百二十元',
  '三天两头停水',
  '一二三期都没有停车位',
  '二十四节气活动很好',
  '第三次才解决',
  '十月#号开始封路',
  '幸福路#号开始封路',
  '建设路8号线站口太远',
  '世纪大道#号口出来没有遮雨棚',
  '3路和#路公交可以合并',
  '希望65岁以上老人免费',
  '小学一到六年级都没有操场',
  '1号楼前面的路灯坏了',
  '#号楼和#号楼之间没有路灯',
  '广场舞到晚上#点半',
  '每月#号发工资',
  '街道#号文件没有落实',
  '#次人大代表都提过',
  '消防通道被占#年',
  '房价#万一平',
  '地下车库有#个车位',
  '今年比去年好，打8分',
  '1-10分给#分',
  '核酸做了#次',
  '疫苗打了#针',
  '公园有#亩',
  '河道#年没清淤',
  'The bus comes every # minutes',
  'I waited # hours at window #',
  'Prices rose by #% since 2024',
  'wechat payment is slow',
  'Line # is crowded at 8:30',
  'Open 24 hours, 7 days a week',
  'The road was closed for # months',
  '订单号2025102100#',
  // Too hard: places and services that anybody may speak of.
  '人民路#号的菜场太脏',
  '南京东路1#0号的公交站没有座位',
  '物业电话623456#打不通',
  '热线021-623456#没人接',
];

export function plainSentences(seed: string, each: number): readonly string[] {
  const random = seededRandom(seed);
  return opinions.flatMap((opinion) =>
    Array.from({ length: each }, () => {
      const text = opinion.replace(/#/g, () => String(between(random, 1, 31)));
      return pick(random, ['', '希望改进：', '总体不错，']) + text + pick(random, ['', '。', '，请管一管。']);
    }),
  );
}

const capitals = (text: string) => text.replace(/\d/g, (digit) => '零壹贰叁肆伍陆柒捌玖'[Number(digit)]!);
const circled = (text: string) => text.replace(/\d/g, (digit) => '⓪①②③④⑤⑥⑦⑧⑨'[Number(digit)]!);
const keycaps = (text: string) => text.replace(/\d/g, (digit) => `${digit}\uFE0F\u20E3`);
const likeLetters = (text: string) =>
  text.replace(/[01]/g, (digit, at: number) => (digit === '0' ? 'Oo'[at % 2]! : 'lI'[at % 2]!));
const halfInChinese = (text: string) => text.slice(0, 3) + inChinese(text.slice(3, 7)) + text.slice(7);
const spoken = (text: string) =>
  inChinese(text).replaceAll('一', '幺').replaceAll('七', '拐').replaceAll('零', '洞');

/** Ways of writing by which people get past a pattern, on purpose or not. */
const hardWriters: Readonly<Record<PersonalDataKind, readonly Writer[]>> = {
  telephone: [
    (random) => [...mobile(random)].join('-'),
    (random) => grouped(fullWidth(mobile(random)), [3, 4, 4], '　'),
    (random) => grouped(fullWidth(mobile(random)), [3, 4, 4], '－'),
    (random) => grouped(inChinese(mobile(random)), [3, 4, 4], ' '),
    (random) => grouped(inChinese(mobile(random)), [3, 4, 4], '，'),
    (random) => [...inChinese(mobile(random))].join(' '),
    (random) => spoken(mobile(random)),
    (random) => capitals(mobile(random)),
    (random) => circled(mobile(random)),
    (random) => keycaps(mobile(random)),
    (random) => halfInChinese(mobile(random)),
    (random) => likeLetters(mobile(random)),
    (random) => grouped(likeLetters(mobile(random)), [3, 4, 4], ' '),
    (random) => [...mobile(random)].join('\u200B'),
    (random) => grouped(mobile(random), [3, 4, 4], '，'),
    (random) => grouped(mobile(random), [3, 4, 4], '*'),
    (random) => grouped(mobile(random), [3, 4, 4], '~'),
    (random) => grouped(mobile(random), [3, 4, 4], '\n'),
    (random) => grouped(mobile(random), [3, 4, 4], ' - '),
    (random) => grouped(mobile(random), [3, 3, 2, 3], ' '),
    (random) => grouped(mobile(random), [2, 3, 3, 3], '-'),
    (random) => grouped(mobile(random), [4, 7], ' '),
    (random) => `（86）${mobile(random)}`,
    (random) => `+86${fullWidth(mobile(random))}`,
    (random) => `tel:${mobile(random)}`,
    (random) => inChinese(`021-${local(random)}`),
    (random) => `座机${grouped(fullWidth(local(random)), [4, 4], ' ')}`,
  ],
  identity: [
    (random) => grouped(identity(random), [6, 4, 4, 4], ' '),
    (random) => grouped(identity(random), [6, 4, 2, 2, 4], '-'),
    (random) => grouped(identity(random), [4, 4, 4, 4, 2], ' '),
    (random) => inChinese(identity(random)),
    (random) => grouped(fullWidth(identity(random)), [6, 8, 4], '　'),
    (random) => [...identity(random)].join(' '),
    // One digit is wrong.
    (random) =>
      identity(random).replace(
        /^(.{6}.{8})(.)/,
        (_, front: string, digit: string) => front + String((Number(digit) + 1) % 10),
      ),
  ],
  bankCard: [
    (random) => grouped(bankCard(random, 19), [6, 13], ' '),
    (random) => grouped(fullWidth(bankCard(random, 16)), [4, 4, 4, 4], '　'),
    (random) => inChinese(bankCard(random, 16)),
    (random) => grouped(bankCard(random, 19), [4, 4, 4, 4, 3], '\n'),
  ],
  email: [
    (random) => `${name(random)} @ 163.com`,
    (random) => `${name(random)}艾特163.com`,
    (random) => `${name(random)}(at)qq.com`,
    (random) => `${name(random)}@163点com`,
  ],
  account: [
    (random) => `绿泡泡：${name(random)}`,
    (random) => `威信号${name(random)}`,
    (random) => `扣扣：${between(random, 1, 9)}${digits(random, 8)}`,
    (random) => `QQ：${fullWidth(`${between(random, 1, 9)}${digits(random, 8)}`)}`,
  ],
  address: [
    (random) => `${street(random)} ${between(random, 1, 1800)} 号`,
    (random) => `${inChinese(`${street(random)}${between(random, 21, 99)}`)}弄${between(random, 1, 60)}号`,
  ],
};

/** @param each how many sentences of each way of writing */
export function hardSentences(seed: string, each: number): readonly PlantedSentence[] {
  return sentencesOf(hardWriters, seed, each);
}

const hex = (random: SeededRandom, count: number) =>
  Array.from({ length: count }, () => '0123456789abcdef'[random.integer(16)]).join('');

/** Numbers that look like somebody's: codes, orders, years, prices, places. */
const hardOpinions: readonly Writer[] = [
  (random) =>
    `单据${hex(random, 8)}-${hex(random, 4)}-${hex(random, 4)}-${hex(random, 4)}-${hex(random, 12)}查不到`,
  (random) => `单据${hex(random, 8)}-a716-4466-b390-a${mobile(random)}查不到`,
  (random) => `哈希${hex(random, 20)}e${mobile(random)}f${hex(random, 10)}对不上`,
  (random) => `订单号${mobile(random)}没有发货`,
  (random) => `订单号：${bankCard(random, 16)}没有发货`,
  (random) => `工单编号 ${mobile(random)} 一直没人处理`,
  (random) => `快递单号${grouped(bankCard(random, 16), [4, 4, 4, 4], ' ')}丢了`,
  (random) => `受理号0${between(random, 21, 29)}${local(random)}没有下文`,
  (random) => `发票号码${local(random)}开错了`,
  (random) => `订单20251021${mobile(random)}没有发货`,
  (random) => `SF${digits(random, 13)}一周没到`,
  (random) => `回执${hex(random, 4).toUpperCase()}-${hex(random, 4).toUpperCase()}查不到`,
  () => '2019 2020 2021 2022 2023这几年都没有改',
  () => '2019、2020、2021、2022年都反映过',
  () => '2023-2024、2024-2025两个学年都这样',
  () => '1998 1999 2000年建的老房子',
  (random) => `电话2023 2024年都换过，第${between(random, 2, 9)}次了`,
  (random) => `手机补贴2023-2024年没有发，等了${between(random, 2, 9)}个月`,
  (random) => `房价从${between(random, 15, 19)}000 ${between(random, 20, 29)}000涨到30000`,
  () => '工资1500 2000 3000 4000的都有',
  () => '3500 4200 3800 4100的房租都太贵',
  () => '15000，18000，21000都交过',
  () => '150，2000，3000的都有',
  () => '155 2024 2025这两年都没变',
  (random) => `办卡交了1${between(random, 3, 9)}${digits(random, 3)}00000元`,
  (random) => `GB 1${digits(random, 4)}-2019标准没有执行`,
  (random) => `〔2024〕${between(random, 10, 99)}号文没有落实`,
  (random) => `沪A${digits(random, 5)}乱停车`,
  (random) => `坐标121.47${digits(random, 4)}，31.23${digits(random, 4)}有个坑`,
  (random) => `网址192.168.${between(random, 1, 254)}.${between(random, 1, 254)}打不开`,
  () => '2025-10-21 16:22:03停的电',
  () => '一三五七九单号限行不方便',
  () => '二〇二四年到二〇二五年一直修路',
  () => '一二三四五六七八九十号楼都漏水',
  () => '打分10 9 8 7 6 5 10 9 8 7',
  () => '打分：8、9、7、10、8、9、6、7、8、9、10、8',
  () => 'Illinois lOOO店的O2O服务IOI都不好',
  () => '400 820 8820和800-988-1234都打不通',
  (random) => `ISBN 978-7-${digits(random, 3)}-${digits(random, 5)}-${between(random, 0, 9)}买不到`,
  (random) => `公交卡余额从${between(random, 131, 199)}.${digits(random, 2)}变成0`,
];

/** Opinions of the hard kind, none of which leads to a person. */
export function hardPlainSentences(seed: string, each: number): readonly string[] {
  const random = seededRandom(seed);
  return hardOpinions.flatMap((write) => Array.from({ length: each }, () => write(random)));
}
