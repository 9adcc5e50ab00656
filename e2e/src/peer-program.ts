// A peer on the internet, as a program of its own: answers at a port, or sends a request to one.
import { answerQuestions } from './answer-questions.ts';
import { peerAnswers } from './peer-answers.ts';

answerQuestions(peerAnswers);
