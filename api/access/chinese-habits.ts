/** What many people in China choose, and no list of leaked passwords from elsewhere holds: a guesser tries it early. */
const words =
  'woaini woaiwo woaiwojia woaizhongguo woaixuexi wobuai aini ainiyiwannian iloveyou nihao nihaoma zhongguo china ' +
  'beijing shanghai guangzhou shenzhen tianjin chongqing nanjing hangzhou wuhan chengdu suzhou mima mimamima ' +
  'meimima mimashi guanli guanliyuan admin administrator manyi manyidu diaocha ceping pinggu evaluator official ' +
  'asdf qwer zxcv qazwsx woshishei woshini tamade caonima sunwukong zhizunbao kuaile xingfu pingan facai gongxi ' +
  'gongxifacai xinniankuaile laopo laogong baobei baobao tianshi tianya haha hehe qingqing mama baba ' +
  '520 521 1314 5201314 1314520 7758521 7758258 147258 147258369 159357 168 888 666 999 ' +
  '我爱你 我爱你们 你好 中国 北京 上海 密码 管理员 满意 满意度 调查 测评 评估 非常满意 新年快乐 恭喜发财 ' +
  '欢迎你 欢迎您 北京欢迎你 我们 你们 快乐 幸福 平安 老公 老婆 宝贝 妈妈 爸爸';
const surnames =
  'wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang ' +
  'feng yu dong xiao cheng cao yuan deng fu shen zeng peng lv su lu jiang cai jia ding wei xue ye yan';
const givenNames =
  'wei fang na xiuying min jing qiang lei jun yang yong yan jie juan tao chao ming xia ping gang gui ying hua hong ' +
  'bo bin hui jian jun kai lan lin long mei ning peng qing rui shan ting xin xue yi yu yue zhen xiaoming xiaohong ' +
  'xiaoli xiaoyu zihan yuxuan haoran jiahao weiwei tingting jiajia lili fangfang';

const each = (text: string) => text.split(' ');

export const chineseHabits: readonly string[] = [
  ...each(words),
  ...each(surnames),
  ...each(givenNames),
  ...each(surnames).flatMap((surname) => each(givenNames).map((given) => surname + given)),
];
