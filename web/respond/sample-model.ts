import type { RespondModel } from '../../api/http/pages.ts';
import type { LocalText } from '../../core/questionnaire/local-text.ts';
import type { Questionnaire } from '../../core/questionnaire/questionnaire.ts';

/** For tests: a questionnaire with every question type, a condition, a termination and a shuffled section. */

const text = (chinese: string, english: string): LocalText => ({ 'zh-Hans': chinese, en: english });
const scale = {
  lowest: 1,
  highest: 10,
  lowestLabel: text('非常不满意', 'Very dissatisfied'),
  highestLabel: text('非常满意', 'Very satisfied'),
};
const options = [
  { code: 'yes', label: text('是', 'Yes') },
  { code: 'no', label: text('否', 'No') },
];

export const sampleQuestionnaire: Questionnaire = {
  name: 'sample',
  title: text('样卷', 'Sample'),
  from: text('示范区', 'Sample District'),
  minutes: 3,
  privacy: text('不记姓名', 'No names are kept'),
  flags: [],
  sections: [
    {
      name: 'start',
      isShuffled: false,
      items: [
        {
          name: 'consent',
          type: 'single',
          text: text('愿意吗？', 'Will you?'),
          required: true,
          options,
          terminate: [{ when: { item: 'consent', is: 'no' }, disposition: 'refusal', reason: 'declined' }],
        },
        {
          name: 'years',
          type: 'number',
          text: text('住了几年？', 'How many years?'),
          lowest: 0,
          highest: 99,
        },
      ],
    },
    {
      name: 'views',
      title: text('感受', 'Views'),
      isShuffled: true,
      items: ['parks', 'buses', 'schools', 'shops'].map((name) => ({
        name,
        type: 'rating' as const,
        text: text(`对${name}满意吗？`, `How are the ${name}?`),
        scale,
        missing: { notUsed: true as const, dontKnow: text('说不清', 'Cannot say') },
      })),
    },
    {
      name: 'more',
      title: text('更多', 'More'),
      isShuffled: false,
      items: [
        { name: 'recommend', type: 'recommend', text: text('会推荐吗？', 'Would you recommend?') },
        {
          name: 'acts',
          type: 'multiple',
          text: text('做过哪些？', 'What did you do?'),
          options: [...options, { code: 'none', label: text('都没有', 'None') }],
          exclusive: ['none'],
          missing: { refused: true },
        },
        {
          name: 'since',
          type: 'date',
          text: text('哪天搬来的？', 'Since which day?'),
          earliest: '1950-01-01',
          latest: '2026-11-30',
        },
        {
          name: 'why',
          type: 'text',
          text: text('为什么？', 'Why?'),
          most: 200,
          when: { item: 'recommend', atMost: 6 },
        },
      ],
    },
  ],
};

export const sampleModel: RespondModel = {
  language: 'zh-Hans',
  otherLanguages: [{ code: 'en', name: 'English' }],
  wave: { id: 'sample-2026', title: text('样卷调查', 'Sample survey') },
  isSimulated: true,
  questionnaire: sampleQuestionnaire,
  questionnaireHash: 'f'.repeat(64),
  address: '/s/sample-2026',
  draftKey: 'open',
  screen: { kind: 'section', section: 0 },
  answers: {},
  issues: [],
};
