// A host in one of the bed's network namespaces, as a program of its own.
import { answerQuestions } from '../answer-questions.ts';
import { hostAnswers } from './host-answers.ts';

answerQuestions(hostAnswers);
