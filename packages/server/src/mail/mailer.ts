/** One mail to one person. */
export interface Mail {
  id: string;
  /** An address alone, without a name. */
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Brings mails on their way. Made in create-deps.ts; sendDueMails calls it. */
export interface Mailer {
  /** Resolves when whoever delivers it has taken it over; rejects when it has to be tried again. */
  send(mail: Mail): Promise<void>;
}
