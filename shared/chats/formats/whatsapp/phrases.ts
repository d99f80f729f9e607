/** What WhatsApp writes in place of a message, in the languages that its exports come in most. */

/** Android, where a file was not exported: the whole message. */
const OMITTED = new Set(
  [
    'Media omitted',
    'Medien ausgeschlossen',
    'Medien weggelassen',
    'Multimedia omitido',
    'Archivo omitido',
    'Médias omis',
    'Fichier omis',
    'Media omessi',
    'Media omesso',
    'Mídia oculta',
    'Arquivo de mídia oculto',
    'Mídia omitida',
    'Ficheiro não revelado',
    'Media weggelaten',
    'Без медиафайлов',
    'Файл пропущен',
    'Медиафайл пропущен',
    'Pominięto multimedia',
    'pominięto multimedia',
    'Medya dahil edilmedi',
    'Media tidak disertakan',
    'Media utelämnat',
    'Media utelades',
    'Utelatt media',
    'Mediefil udeladt',
    'המדיה לא נכללה',
    'מדיה לא נכללה',
    'تم استبعاد الوسائط',
    'メディアは含まれていません',
    'メディアなし',
    '미디어 파일을 제외했습니다.',
    '미디어 파일 제외',
    '省略多媒体文件',
    '忽略多媒體檔',
    '已略過多媒體檔案',
    'मीडिया के बिना',
  ].map((phrase) => phrase.toLowerCase()),
);

/** iOS: `image omitted` and the like, each after U+200E. */
const OMITTED_ON_IOS =
  /^(?:(?:image|video|audio|sticker|gif|document|contact card|video note) omitted|(?:bild|video|audio|sticker|gif|dokument|videonachricht) weggelassen|kontaktkarte (?:weggelassen|ausgelassen)|(?:imagen|figurita|tarjeta de contacto) omitid[ao]|(?:video|audio|sticker|gif|documento) omitido|(?:image|vidéo|gif|fiche contact) (?:absente?|retirée?|omise?)|(?:audio|sticker) omis|document (?:manquant|omis)|(?:immagine|scheda contatto) omessa|(?:video|audio|sticker|documento) omesso|gif esclusa|(?:imagem|figurinha|cartão do contato) (?:ocultada|omitida|omitido)|(?:vídeo|áudio|gif|documento) (?:ocultado|omitido)|(?:afbeelding|video|audio|sticker|gif|document|contactkaart) weggelaten|(?:изображение|аудио|видео|документ|стикер|gif) (?:опущено|опущен|отсутствует|пропущено|пропущен))$/iu;

/** `<attached: 00000012-PHOTO.jpg>` on iOS. */
const ATTACHED_ON_IOS =
  /\u200E?<(?:attached|anhang|adjunto|pièce jointe|allegato|anexado|bijgevoegd|вложено|添付ファイル|附件|첨부됨|مرفق|ek|załącznik|bifogad|vedlagt) ?[:：] ?([^<>\n]{1,250})>/iu;
/** `IMG-20090812-WA0001.jpg (file attached)` on Android. */
const ATTACHED = /^\u200E?([^\n/\\()]{1,200}\.[A-Za-z0-9]{1,5}) \(([^()\n]{3,40})\)/u;
const ATTACHED_WORDS =
  /^(?:file attached|datei angehängt|archivo adjunto|fichier joint|file allegato|arquivo anexado|ficheiro anexado|bestand bijgevoegd|файл добавлен|plik dołączony|dosya ekli|file terlampir|fil bifogad|הקובץ מצורף|ملف مرفق|添付ファイルあり|파일 첨부됨|文件附件|檔案附件)$/iu;
const OWN_NAME = /^(?:IMG|VID|PTT|AUD|DOC|STK)-\d{8}-WA\d{1,6}\./;

const DELETED = new Set(
  [
    'This message was deleted',
    'You deleted this message',
    'This message was deleted by admin',
    'Diese Nachricht wurde gelöscht',
    'Du hast diese Nachricht gelöscht',
    'Se eliminó este mensaje',
    'Este mensaje fue eliminado',
    'Eliminaste este mensaje',
    'Ce message a été supprimé',
    'Vous avez supprimé ce message',
    'Questo messaggio è stato eliminato',
    'Hai eliminato questo messaggio',
    'Esta mensagem foi apagada',
    'Mensagem apagada',
    'Você apagou esta mensagem',
    'Você apagou essa mensagem',
    'Dit bericht is verwijderd',
    'Je hebt dit bericht verwijderd',
    'U hebt dit bericht verwijderd',
    'Данное сообщение удалено',
    'Вы удалили данное сообщение',
    'Это сообщение удалено',
    'Ta wiadomość została usunięta',
    'Bu mesaj silindi',
    'הודעה זו נמחקה',
    'تم حذف هذه الرسالة',
    'このメッセージは削除されました',
    '此消息已被删除',
    '已刪除此訊息',
  ].map((phrase) => phrase.toLowerCase()),
);

/** `<This message was edited>`, at the end. */
const EDITED =
  /[ \n]?\u200E?<(?:this message was edited|diese nachricht wurde bearbeitet|se editó este mensaje|ce message a été modifié|questo messaggio è stato modificato|mensagem editada|esta mensagem foi editada|dit bericht is bewerkt|данное сообщение изменено|сообщение изменено|edytowano tę wiadomość|bu mesaj düzenlendi|此消息已编辑)>$/iu;

/** People who come and go, in notices without a name in front. */
const PRESENCE =
  /(?:\b(?:added|joined|left|removed|was added|were added|created (?:this )?group)\b|hinzugefügt|beigetreten|verlassen|entfernt|hat die gruppe .{0,100} erstellt|añadió|agregó|se unió|salió|eliminó a|a ajouté|a rejoint|est parti|a quitté|a retiré|ha aggiunto|si è unit|ha abbandonato|è uscit|adicionou|entrou|saiu|removeu|toegevoegd|neemt nu deel|heeft de groep verlaten|verwijderd uit|добавил|вступил|присоединил|вышел|покинул|удалил)/iu;

/** What WhatsApp says with a colon in it, which is nobody's name. */
const SYSTEM_WITH_COLON =
  /(?:\b(?:changed (?:the|this)|created (?:the )?group|added|removed|security code|end-to-end|pinned a message)\b|geändert|hinzugefügt|erstellt|cambió|creó|a changé|a modifié|a créé|ha cambiato|ha creato|mudou|criou|gewijzigd|изменил|создал)/iu;

/** What WhatsApp says on iOS under somebody's name, after U+200E. */
const NOTICE =
  /(?:end-to-end|ende-zu-ende|extremo a extremo|de bout en bout|ponta a ponta|crittografia end|сквозн|(?:missed|no answer|verpasst|perdid[ao]|manqué|perso|perdid|gemist|пропущенн).{0,40}|^(?:voice|video) call|sprachanruf|videoanruf|^(?:llamada|appel|chiamata|chamada|spraakoproep|(?:аудио|видео)?звонок)|security code|sicherheitsnummer|disappearing messages|selbstlöschende)/iu;

export const isNotice = (text: string): boolean => NOTICE.test(text.slice(0, 300));

const bare = (text: string): string =>
  text
    .replace(/^[\u200E\u200F]+/, '')
    .trim()
    .replace(/[.。]$/, '')
    .toLowerCase();

export interface Phrased {
  readonly text: string;
  readonly deleted: boolean;
  readonly edited: boolean;
  /** Names of files; `exported` when the export says that the file is in it. */
  readonly files: readonly { readonly name: string; readonly exported: boolean }[];
}

function withoutFiles(text: string): { readonly text: string; readonly files: Phrased['files'] } {
  const whole = bare(text);
  if (OMITTED.has(whole.replace(/^<|>$/g, '')) && whole.startsWith('<'))
    return { text: '', files: [{ name: text.replace(/[<>\u200E]/g, '').trim(), exported: false }] };
  if (OMITTED_ON_IOS.test(whole))
    return { text: '', files: [{ name: text.replace(/\u200E/g, '').trim(), exported: false }] };
  const ios = ATTACHED_ON_IOS.exec(text);
  if (ios !== null) {
    const rest = `${text.slice(0, ios.index)}${text.slice(ios.index + ios[0].length)}`.trim();
    return { text: rest, files: [{ name: (ios[1] ?? '').trim(), exported: true }] };
  }
  const android = ATTACHED.exec(text);
  if (android !== null && (ATTACHED_WORDS.test(android[2] ?? '') || OWN_NAME.test(android[1] ?? '')))
    return { text: text.slice(android[0].length).trim(), files: [{ name: android[1] ?? '', exported: true }] };
  return { text, files: [] };
}

/** A message's text less what WhatsApp put into it. */
export function readPhrases(given: string): Phrased {
  const edited = EDITED.test(given);
  const text = edited ? given.replace(EDITED, '') : given;
  if (DELETED.has(bare(text))) return { text: '', deleted: true, edited, files: [] };
  // A short cut: files are named in brackets, or after a mark, or with their ending.
  if (!/[<(\u200E]|omi|weg|aus|abs|ret|man|опущ|отс|проп/i.test(text))
    return { text, deleted: false, edited, files: [] };
  return { ...withoutFiles(text), deleted: false, edited };
}

export const isPresence = (text: string): boolean => PRESENCE.test(text.slice(0, 300));

/** Whether what stands before a colon is part of a notice rather than a name. */
export function isNoticeWithColon(name: string): boolean {
  const opened = name.split(/[“«„]/).length - name.split(/[”»]/).length;
  const straight = name.split('"').length - 1;
  return opened > 0 || straight % 2 === 1 || SYSTEM_WITH_COLON.test(name);
}
