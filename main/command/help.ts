/** What `--help` says. The README says the same at more length. */
export const HELP = `Recap Notebook from the command line. No window is shown, no network is contacted.

  recap-notebook list   [--profile FOLDER] [--notebook NAME]
  recap-notebook export [--profile FOLDER] --notebook NAME --out FOLDER
                        [--finished-only] [--form one|two|folder] [--what recap|thread|both]
  recap-notebook hand-off [--profile FOLDER] --notebook NAME --out FILE [--without-versions]
  recap-notebook import [--profile FOLDER] --notebook NAME [--create] [--as PERSON] [--zone ZONE] FILE…

  --profile FOLDER   the user data folder; without it the one that the app uses
  --notebook NAME    name or id; “list” without it tells the notebooks, with it the discussions
  --out FOLDER       made when it is not there; what others edited there is left alone
  --out FILE         the hand-off file (“.recap”) of the whole notebook, not locked and without the invite; one that is
                     there already is left alone
  --without-versions what the discussions said before is not in it
  --finished-only    only discussions that are finished
  --form             one file for each discussion (one), recap and thread apart (two), or a folder for each (folder)
  --what             the recap, the thread, or both
  --create           make the notebook when there is none by that name
  --as PERSON        who writes, in a profile that nobody has used yet
  --zone ZONE        such as Europe/Berlin, for chats whose times have none; without it that of this computer
  FILE               our Markdown: goes back into its discussion, or becomes one; other Markdown or text: becomes
                     one; an exported chat, as file, archive or folder: becomes discussions; a hand-off file: is merged

  On standard output each line is a JSON object with a “type”: progress, problem, note, notebook, discussion,
  imported, and at the end always done. Words for people are on standard error.

  Exit status   0 done   1 something failed, the rest was done   2 wrong use, nothing was touched
                3 nothing could be done   4 the app runs on this profile, nothing was touched   130 cancelled (Ctrl+C, SIGTERM)

  Linux: a display is needed, though nothing is shown on it; without one start under xvfb-run. macOS: the command is
  “Recap Notebook.app/Contents/MacOS/Recap Notebook”. Windows: the command is “Recap Notebook.exe”; a terminal does
  not wait for it, and shows what it tells only when that goes into a file or a pipe:
  use “start /wait” or “| more”.
`;
