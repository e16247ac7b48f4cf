import type { Wording } from './keys.ts';

export const english: Wording = {
  issues: {
    unknownItem: 'This questionnaire has no such question; please open it again',
    required: 'Please choose or enter an answer',
    wrongKind: 'We cannot read what stands here; please enter it again',
    missingNotOffered: 'Please choose one of the options shown',
    notAnOption: 'Please choose one of the options shown',
    optionTwice: 'One option was chosen twice; please choose again',
    exclusiveOption: 'An option such as "none of these" cannot be combined with others',
    tooManyOptions: 'Choose at most {most}; please remove some',
    notWhole: 'Please enter a whole number',
    outOfRange: 'Please enter a number from {lowest} to {highest}',
    notADay: 'Please enter a day of the calendar: year, month and day, such as 2024-03-15',
    dayOutOfRange: 'Please enter a day from {earliest} to {latest}',
    tooLong: 'At most {most} characters; this is {length}, please shorten it',
    notText: 'There are characters in it we cannot read; please delete them and type again',
  },
  problems: {
    malformedJson: 'What was sent is incomplete. Go back and try again.',
    malformedRequest: 'What was sent is incomplete, or not as it should be. Go back and try again.',
    malformedResponseId: 'What was sent is incomplete. Please open the survey again.',
    notSignedIn: 'Please sign in first.',
    wrongPassword: 'Name or password is wrong. Check both and try again.',
    forbidden: 'Your role does not include this. Ask the administrator.',
    crossSite: 'The request came from another site and was not carried out. Send from the survey page.',
    notFound: 'There is nothing at this address. Please check it.',
    waveUnknown:
      'We do not know this survey, or it has not begun. Check the address, or scan the code again.',
    invitationUnknown: 'We do not know this invitation. Check the link, or scan the code again.',
    linkUsed: 'This link was used before or has expired. Ask for a new one.',
    responseConflict: 'We already have what you sent before. That counts, and cannot be changed.',
    invitationUsed: 'This invitation was used before. One invitation is for one response.',
    openLinkOff:
      'This survey is by invitation only. Please open it by the link or the code of your invitation.',
    waveNotOpen: 'This survey does not take answers now: it has not begun, or it is over.',
    wrongWaveState: 'The survey has changed in the meantime. Please load the page again.',
    waveSealed:
      'This wave was ended for good and takes no more answers, so nobody could use an invitation to it. Make a new wave to go on.',
    wrongCode: 'This code is wrong or was used. Wait for the next one and try again.',
    wrongOldPassword: 'The present password is wrong.',
    rolesConflict: 'One account cannot hold these roles together. Use two people’s accounts.',
    programmeUnknown: 'There is no such programme.',
    ownProposal: 'Another administrator must confirm what you proposed.',
    personUnknown: 'There is no such person. Please load this page again.',
    proposalGone: 'This was dealt with already. Please load this page again.',
    proposerGone:
      'Who proposed this was shut out or is no administrator any more. It cannot be confirmed: refuse it.',
    proposalUnproven:
      'The audit chain does not say that anybody proposed this. It cannot be confirmed: refuse it, and find out how it came here.',
    secondFactorSet: 'This account has a second factor. An administrator can take it away first.',
    nameTaken: 'This name is taken. Choose another.',
    nameMixed: 'This name mixes letters of two alphabets that look alike. Write it in one of them.',
    nameLooksLike:
      'This name looks like that of another account, though its letters are others. Choose another.',
    userDisabled: 'This person is shut out. Let the person in again first.',
    lastAdministrator: 'No other administrator has set a password. Make another one first, who sets one.',
    published: 'Results were published from this; it can no longer be undone.',
    questionnaireChanged: 'There is a new version of the questionnaire. Please open the survey again.',
    formNotDrawn: 'This questionnaire is not the one drawn for this response. Please open the survey again.',
    formsNotTogether: 'These forms cannot be asked in one wave. See what has to be changed.',
    bodyTooLarge: 'This is too long. Go back and shorten your text.',
    answersNotAccepted: 'Some answers cannot be stored yet. Go back and change them.',
    fileNotAccepted: 'The file cannot be imported; nothing was stored.',
    tooFewInvitations:
      'Ten invitations at least share a unit and a weight, or it would show whose answers they bring. Issue more.',
    closedAhead:
      'This wave was closed while the server’s clock was ahead, at a time that is still to come; it takes no answers. Press “Take no more answers on their way” to end it, or take answers again and close it.',
    graceNotOver:
      'Answers on their way are taken until half an hour after closing. Wait, or end that time and refuse them.',
    mostReleases:
      'This wave has three releases, and each further one would tell more of the few answers in which they differ. What is to be corrected is said in words.',
    tellsOfFew: 'Published like this, answers of a few people could be worked out. Nothing was published.',
    exclusionGone: 'This was confirmed or rejected already. Please load this page again.',
    ownExclusion:
      'Another account must confirm that these answers are left out. You can take back what you asked.',
    excludedAlready: 'Some of these answers are left out already, or somebody asked for it.',
    responsesUnknown: 'Some of these are no answers of this wave that figures rest on.',
    releasesTooClose:
      'An earlier release of this wave rests on answers that differ from these by fewer than ten; together they would tell of those few.',
    notPublishable: 'This wave cannot be published yet; see the reason.',
    passwordTooWeak:
      'Choose a password of at least 10 characters that is hard to guess: without common words, names, years, keyboard patterns or repeats.',
    tooManyAttempts: 'Too many failed attempts. Wait 15 minutes, then try again.',
    internal: 'Something went wrong on our side and nothing was stored. Please try again in a while.',
    waitYourTurn:
      'As much of this is under way as can be at once. Wait for yours to end, or try again in a minute.',
    notStoredNow:
      'Nothing can be stored at the moment. Your answers are still on this page; please try again in a while.',
    crowded: 'Many people are opening surveys now. Please come back in a while.',
    openLinkFull:
      'Many people are answering by the open link now, more than can be taken. What you filled in is not lost; please try again in a while.',
    openLinkFullInAll:
      'The open link has taken all the answers it can; thank you. If you have an invitation, you can still answer by it.',
    busy: 'Many people are answering now, and nothing was stored yet. Your answers are still on this page; please try again in a while.',
  },
  missing: { notUsed: 'Have not used it', dontKnow: 'Don’t know', refused: 'Prefer not to say' },
  end: {
    refusal:
      'You chose not to take part, and that is perfectly fine. When you finish, we only count that somebody did not take part and keep none of your answers.',
    ineligible:
      'Thank you for being willing to take part. From your answers, we have no further questions for you. When you finish, we only count that somebody came who is outside this survey and keep none of your answers.',
  },
  doneTitle: {
    complete: 'Thank you, we have received it',
    refusal: 'You did not take part, and that is fine',
    ineligible: 'Thank you for being willing to take part',
  },
  doneText: {
    complete:
      'Your answers are counted together with those of other residents and never published on their own.',
    refusal: 'We keep none of your answers, only that somebody did not take part.',
    ineligible:
      'This survey has no questions for you. We keep none of your answers, only that somebody came who is outside this survey.',
  },
  waitingApart: {
    refusal:
      'You did not take part. There is no connection, or the server is busy; you can simply close this page. Once connected, we only count that somebody did not take part.',
    ineligible:
      'This survey has no questions for you. There is no connection, or the server is busy; you can simply close this page. Once connected, we only count that somebody came who is outside this survey.',
  },
  notStoredApart: {
    refusal:
      'You did not take part, and we keep none of your answers. Only that somebody did not take part is not counted yet: you may try again, or simply close this page.',
    ineligible:
      'This survey has no questions for you, and we keep none of your answers. Only that somebody came who is outside this survey is not counted yet: you may try again, or simply close this page.',
  },
  personalData: {
    email: 'an e-mail address',
    identity: 'an identity number',
    bankCard: 'a bank card number',
    telephone: 'a telephone number',
    account: 'a WeChat or QQ account',
    address: 'an address',
  },
  page: {
    asker: '{from} invites you to answer',
    minutes: 'About {minutes} minutes',
    openLink: 'Answers by the open link are counted apart and enter no official result.',
    step: 'Step {step} of {steps}',
    next: 'Next',
    back: 'Back',
    optional: 'optional',
    mostOptions: 'Choose at most {most}',
    mostCharacters: 'At most {most} characters',
    charactersLeft: '{count} characters left',
    charactersOver: 'Please shorten; characters too many: {count}',
    clear: 'Clear this answer',
    recommendLowest: 'Not at all likely',
    recommendHighest: 'Extremely likely',
    errors: 'Please look at {count} of your answers',
    errorInTitle: 'Please correct',
    reviewTitle: 'Please check your answers',
    reviewText: 'If all is well, send them. They cannot be changed afterwards.',
    change: 'Change',
    corrected: 'Done, back to the check',
    changePart: 'Change “{part}”',
    part: 'Part {part}',
    notAnswered: 'Not answered',
    unanswered: 'Questions without an answer: {count}.',
    between: ', ',
    personalDataFound:
      'There seems to be {what} in what you wrote; it will be masked when you send. You may also change it.',
    withUnit: '{number} {unit}',
    send: 'Confirm and send',
    sending: 'Sending, please wait…',
    endTitle: 'This is all we need',
    finish: 'Finish',
    returnToChange: 'Go back and change',
    sentBeforeTitle: 'This questionnaire is finished, thank you',
    sentBeforeText:
      'If you answered, we have received it; if you did not take part, we kept none of your answers. What was filled in is not shown here any more.',
    doneNotFound:
      'No name is kept with what you sent, and invitations are kept apart from it, so it cannot be found by person to be read, changed or taken back.',
    doneByOpenLink:
      'You answered by the open link. Such answers are counted apart, enter no official result, and none of them is published.',
    doneClose: 'You can close this page now.',
    receipt: 'Receipt',
    receiptText: 'It only says that something was received; your answers cannot be told from it.',
    notStoredTitle: 'Your answers are not stored yet',
    tryAgain: 'Try again',
    waitingTitle: 'Not delivered yet',
    waitingText:
      'There is no connection, or the server is busy. Your answers are kept on this device and will be sent as soon as possible.',
    waitingNext:
      'You can stay on this page or close it; sending goes on the next time you open this survey. Please do not clear your browser data.',
    triedAgain: 'Tried again at {time}; it still cannot be delivered.',
    sendNow: 'Send again now',
    resumeTitle: 'A questionnaire on this device was not sent; it stands at step {step}',
    resumeText: 'Go on if it is yours. If not, begin anew, and you will not see what was entered.',
    resume: 'Go on',
    anew: 'Not mine, begin anew',
    forgetTitle: 'Begin anew?',
    forgetText: 'What was entered will be removed from this device and cannot be brought back.',
    forget: 'Remove it and begin anew',
    keep: 'Keep it and go back',
    sentFromHere: 'A questionnaire was sent from this device on {day}',
    sentFromHereText: 'Each person fills in one. What was sent can no longer be read or changed.',
    another: 'Someone else at home answers',
    undelivered: 'Questionnaires on this device not delivered yet: {count}. Sending them again.',
    largeText: 'Large text',
    normalText: 'Normal text',
    simulated: 'Simulated data: a demonstration, all invented',
  },
  site: {
    refusedTitle: 'This survey cannot be filled in now',
    usedTitle: 'This invitation was used before, thank you',
    usedText:
      'If you answered, we have received it; if you did not take part, we kept none of your answers. An invitation can be used once.',
    overTitle: 'This survey is over, thank you',
    overText: 'It takes no more answers.',
    notBegunTitle: 'This survey has not begun yet',
    notBegunText: 'Please open this address again once it has begun.',
    unknownTitle: 'Not found',
    home: 'Go to the start page',
    homeTitle: 'Satisfaction surveys',
    homeText: 'Choose a survey that is under way. No sign-in, no name needed.',
    demonstration: 'This is a demonstration: surveys and data are invented',
    noOpenSurvey: 'No survey is under way now. Please come back later.',
    staffSignIn: 'Staff sign-in',
    staffTitle: 'Manyi · workplace',
    staffNeedsScript: 'This part needs JavaScript. Please allow it in your browser and load the page again.',
    loading: 'Loading…',
  },
};
