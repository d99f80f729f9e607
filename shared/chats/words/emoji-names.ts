/** Names of emoji as Slack exports them in reactions. The common ones; others stay as `:name:`. */

const TABLE = `
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 clap 👏 raised_hands 🙌 pray 🙏 wave 👋 muscle 💪 point_up ☝️ point_up_2 👆
point_down 👇 point_left 👈 point_right 👉 fist ✊ facepunch 👊 punch 👊 v ✌️ crossed_fingers 🤞 hand ✋ raised_hand ✋ handshake 🤝
writing_hand ✍️ open_hands 👐 i_love_you_hand_sign 🤟 the_horns 🤘 call_me_hand 🤙 raised_back_of_hand 🤚 heart_hands 🫶 saluting_face 🫡
heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 black_heart 🖤 white_heart 🤍 brown_heart 🤎
broken_heart 💔 two_hearts 💕 sparkling_heart 💖 heartpulse 💗 heartbeat 💓 gift_heart 💝 hearts ♥️
smile 😄 smiley 😃 grinning 😀 grin 😁 laughing 😆 satisfied 😆 joy 😂 rolling_on_the_floor_laughing 🤣 rofl 🤣 sweat_smile 😅 blush 😊
innocent 😇 slightly_smiling_face 🙂 upside_down_face 🙃 wink 😉 relieved 😌 heart_eyes 😍 smiling_face_with_3_hearts 🥰 kissing_heart 😘
yum 😋 stuck_out_tongue 😛 stuck_out_tongue_winking_eye 😜 zany_face 🤪 sunglasses 😎 nerd_face 🤓 star-struck 🤩 partying_face 🥳 smirk 😏
unamused 😒 disappointed 😞 pensive 😔 worried 😟 confused 😕 slightly_frowning_face 🙁 white_frowning_face ☹️ persevere 😣 confounded 😖
tired_face 😫 weary 😩 pleading_face 🥺 cry 😢 sob 😭 triumph 😤 angry 😠 rage 😡 exploding_head 🤯 flushed 😳 hot_face 🥵 cold_face 🥶
scream 😱 fearful 😨 cold_sweat 😰 disappointed_relieved 😥 sweat 😓 hugging_face 🤗 thinking_face 🤔 thinking 🤔 shushing_face 🤫
face_with_hand_over_mouth 🤭 lying_face 🤥 no_mouth 😶 neutral_face 😐 expressionless 😑 grimacing 😬 face_with_rolling_eyes 🙄 hushed 😯
open_mouth 😮 astonished 😲 yawning_face 🥱 sleeping 😴 drooling_face 🤤 sleepy 😪 dizzy_face 😵 zipper_mouth_face 🤐 face_vomiting 🤮
nauseated_face 🤢 sneezing_face 🤧 mask 😷 face_with_thermometer 🤒 relaxed ☺️ melting_face 🫠 face_holding_back_tears 🥹 smiling_imp 😈
ghost 👻 skull 💀 alien 👽 robot_face 🤖 hankey 💩 poop 💩 see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊 clown_face 🤡
eyes 👀 brain 🧠 speech_balloon 💬 thought_balloon 💭 zzz 💤 100 💯 boom 💥 collision 💥 sparkles ✨ star ⭐ star2 🌟 dizzy 💫 fire 🔥
tada 🎉 confetti_ball 🎊 balloon 🎈 gift 🎁 trophy 🏆 medal 🏅 first_place_medal 🥇 dart 🎯 rocket 🚀 rainbow 🌈 sunny ☀️ zap ⚡ snowflake ❄️
umbrella ☔ ocean 🌊 earth_africa 🌍 earth_americas 🌎 crescent_moon 🌙 rose 🌹 sunflower 🌻 seedling 🌱 four_leaf_clover 🍀 evergreen_tree 🌲
coffee ☕ tea 🍵 beer 🍺 beers 🍻 champagne 🍾 clinking_glasses 🥂 wine_glass 🍷 pizza 🍕 cake 🍰 birthday 🎂 cookie 🍪 popcorn 🍿 taco 🌮
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ heavy_plus_sign ➕ heavy_minus_sign ➖
question ❓ grey_question ❔ exclamation ❗ heavy_exclamation_mark ❗ bangbang ‼️ warning ⚠️ no_entry ⛔ no_entry_sign 🚫 octagonal_sign 🛑
rotating_light 🚨 bell 🔔 mega 📣 loudspeaker 📢 pushpin 📌 round_pushpin 📍 paperclip 📎 memo 📝 pencil 📝 pencil2 ✏️ book 📖 books 📚
bookmark 🔖 bulb 💡 mag 🔍 link 🔗 lock 🔒 unlock 🔓 key 🔑 hammer 🔨 wrench 🔧 hammer_and_wrench 🛠️ gear ⚙️ bug 🐛 computer 💻 iphone 📱
email 📧 envelope ✉️ calendar 📅 date 📅 hourglass ⌛ hourglass_flowing_sand ⏳ watch ⌚ alarm_clock ⏰ stopwatch ⏱️ chart_with_upwards_trend 📈
chart_with_downwards_trend 📉 bar_chart 📊 moneybag 💰 dollar 💵 package 📦 recycle ♻️ arrow_up ⬆️ arrow_down ⬇️ arrow_left ⬅️
arrow_right ➡️ leftwards_arrow_with_hook ↩️ arrows_counterclockwise 🔄 repeat 🔁 red_circle 🔴 large_blue_circle 🔵 large_green_circle 🟢
large_yellow_circle 🟡 white_circle ⚪ black_circle ⚫ checkered_flag 🏁 triangular_flag_on_post 🚩 construction 🚧 shipit 🐿️
one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ zero 0️⃣ keycap_ten 🔟
dog 🐶 cat 🐱 panda_face 🐼 unicorn_face 🦄 monkey_face 🐵 turtle 🐢 penguin 🐧 bee 🐝 butterfly 🦋 snail 🐌 whale 🐳 octopus 🐙 chicken 🐔
man-shrugging 🤷‍♂️ woman-shrugging 🤷‍♀️ shrug 🤷 man-facepalming 🤦‍♂️ woman-facepalming 🤦‍♀️ face_palm 🤦 facepalm 🤦 runner 🏃 dancer 💃
flag-de 🇩🇪 de 🇩🇪 flag-us 🇺🇸 us 🇺🇸 flag-gb 🇬🇧 gb 🇬🇧 uk 🇬🇧 flag-fr 🇫🇷 fr 🇫🇷 flag-es 🇪🇸 es 🇪🇸 flag-it 🇮🇹 it 🇮🇹 flag-nl 🇳🇱 flag-br 🇧🇷
`;

const TONES = ['🏻', '🏼', '🏽', '🏾', '🏿'];

const NAMES = new Map<string, string>();
const words = TABLE.trim().split(/\s+/);
for (let index = 0; index + 1 < words.length; index += 2) NAMES.set(words[index] ?? '', words[index + 1] ?? '');

/** The emoji of `thumbsup` or `thumbsup::skin-tone-3`; null for a name that is not in the table. */
export function namedEmoji(name: string): string | null {
  const [base = '', tone] = name.split('::');
  const emoji = NAMES.get(base);
  if (emoji === undefined) return null;
  const skin = /^skin-tone-([2-6])$/.exec(tone ?? '')?.[1];
  return skin === undefined ? emoji : `${emoji.replace(/\uFE0F$/, '')}${TONES[Number(skin) - 2] ?? ''}`;
}

/** `1f44d-1f3fd`, as rich text of Slack has it, as an emoji; null when it is none. */
export function emojiOfCodes(codes: string): string | null {
  if (!/^[0-9a-f]{2,6}(?:-[0-9a-f]{2,6}){0,12}$/i.test(codes)) return null;
  const points = codes.split('-').map((code) => Number.parseInt(code, 16));
  return points.some((point) => point > 0x10ffff) ? null : String.fromCodePoint(...points);
}
