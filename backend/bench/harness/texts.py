"""What the data set's fictional charities say, in Arabic, Persian and English: believable words, since a search over noise measures nothing."""

# sector: [(Arabic, Persian, English)], what a campaign is for
CAUSES = {
    "HEALTH": [
        ("أدوية لمرضى القلب", "دارو برای بیماران قلبی", "Medicines for heart patients"),
        ("جلسات غسيل الكلى لمن لا معيل له", "دیالیز برای بیماران بی‌سرپرست", "Dialysis for patients without support"),
        ("عيادة متنقلة للقرى البعيدة", "درمانگاه سیار برای روستاهای دورافتاده", "A mobile clinic for remote villages"),
        ("عمليات العيون لكبار السن", "جراحی چشم سالمندان", "Eye operations for older people"),
    ],
    "EDUCATION": [
        ("حقائب مدرسية لأطفال الأسر المحتاجة", "کیف و لوازم‌التحریر برای کودکان نیازمند", "School bags for children in need"),
        ("ترميم مدرسة ابتدائية", "بازسازی دبستان", "Repairing a primary school"),
        ("منح دراسية لطلاب الجامعات", "کمک‌هزینهٔ تحصیلی دانشجویان", "Grants for university students"),
        ("دروس تقوية للمنقطعين عن الدراسة", "کلاس جبرانی برای بازماندگان از تحصیل", "Lessons for children who missed school"),
    ],
    "FOOD": [
        ("سلال رمضان الغذائية", "سبد غذایی رمضان", "Ramadan food baskets"),
        ("خبز يومي للأسر المتعففة", "نان روزانه برای خانواده‌های آبرومند", "Daily bread for families in need"),
        ("إفطار الصائمين", "افطاری روزه‌داران", "Iftar meals"),
        ("حليب الأطفال الرضع", "شیر خشک نوزادان", "Milk for infants"),
    ],
    "WATER": [
        ("حفر بئر ماء", "حفر چاه آب", "Digging a well"),
        ("خزانات مياه للمخيمات", "مخزن آب برای اردوگاه‌ها", "Water tanks for camps"),
        ("إصلاح شبكة مياه الشرب", "بازسازی شبکهٔ آب آشامیدنی", "Repairing a drinking-water network"),
    ],
    "SHELTER": [
        ("ترميم البيوت المتضررة", "بازسازی خانه‌های آسیب‌دیده", "Repairing damaged homes"),
        ("تدفئة الشتاء للنازحين", "گرمایش زمستانی آوارگان", "Winter heating for displaced families"),
        ("إيجار بيت لأسرة بلا مأوى", "اجارهٔ خانه برای خانوادهٔ بی‌سرپناه", "Rent for families without a home"),
    ],
    "ORPHANS": [
        ("كفالة الأيتام", "سرپرستی یتیمان", "Sponsoring orphans"),
        ("كسوة العيد للأيتام", "لباس عید یتیمان", "Eid clothes for orphans"),
        ("دار رعاية الأطفال", "خانهٔ نگهداری کودکان", "A home for children"),
    ],
    "RELIEF": [
        ("إغاثة المتضررين من الزلزال", "امداد زلزله‌زدگان", "Relief after the earthquake"),
        ("إغاثة المتضررين من السيول", "امداد سیل‌زدگان", "Relief after the floods"),
        ("خيام وأغطية للنازحين", "چادر و پتو برای آوارگان", "Tents and blankets for displaced people"),
    ],
    "DISABILITY": [
        ("كراسٍ متحركة وأطراف صناعية", "ویلچر و اندام مصنوعی", "Wheelchairs and prostheses"),
        ("مركز لتأهيل ذوي الإعاقة", "مرکز توان‌بخشی معلولان", "A rehabilitation centre"),
        ("سماعات طبية للأطفال", "سمعک برای کودکان", "Hearing aids for children"),
    ],
}

# (Arabic, Persian, English), names of charities
CHARITIES = [
    ("جمعية الإحسان الخيرية", "مؤسسهٔ خیریهٔ احسان", "Ihsan Charity"),
    ("جمعية البر والتقوى", "مؤسسهٔ نیکوکاری بر و تقوا", "Al-Birr Association"),
    ("مؤسسة رحمة للإغاثة", "بنیاد امداد رحمت", "Rahma Relief Foundation"),
    ("جمعية النور لرعاية المكفوفين", "انجمن نور روشندلان", "Al-Nour Association for the Blind"),
    ("مؤسسة بسمة طفل", "بنیاد لبخند کودک", "Child's Smile Foundation"),
    ("جمعية الوفاء لكبار السن", "انجمن وفا برای سالمندان", "Wafa Association for Older People"),
    ("مبرّة المحسنين", "مبرّهٔ محسنین", "Mabarrat al-Muhsinin"),
    ("جمعية سنابل الخير", "انجمن خوشه‌های خیر", "Sanabel al-Khair"),
    ("مؤسسة العطاء للتنمية", "بنیاد توسعهٔ عطا", "Ataa Development Foundation"),
    ("جمعية الأمل الطبية", "انجمن پزشکی امید", "Amal Medical Association"),
    ("جمعية أيادٍ بيضاء", "انجمن دست‌های مهربان", "White Hands Association"),
    ("مؤسسة كافل اليتيم", "بنیاد سرپرستی یتیمان", "Orphan Sponsors Foundation"),
]

# sentences of a campaign's story
STORY = [
    (
        "تزور فرقنا الأسر في بيوتها، وتسجّل حاجاتها قبل أن تصرف أي مبلغ.",
        "گروه‌های ما به خانهٔ خانواده‌ها می‌روند و پیش از هر پرداخت نیازشان را ثبت می‌کنند.",
        "Our teams visit families at home and write down what they need before any money is spent.",
    ),
    (
        "ننشر تقريرًا كل ثلاثة أشهر يبيّن ما وصل إلينا وما أُنفق منه وأين.",
        "هر سه ماه گزارشی منتشر می‌کنیم که نشان می‌دهد چه رسیده و کجا هزینه شده است.",
        "Every three months we publish what we received, what was spent, and where.",
    ),
    (
        "يتعاون معنا في هذا العمل متطوعون من أهل المنطقة ومعلمون وأطباء.",
        "داوطلبان محلی، آموزگاران و پزشکان در این کار همراه ما هستند.",
        "Volunteers from the area, teachers and doctors work on this with us.",
    ),
    (
        "الأولوية للأسر التي تعيلها النساء، وللمرضى الذين لا يجدون ثمن الدواء.",
        "اولویت با خانواده‌هایی است که سرپرستشان زن است و بیمارانی که هزینهٔ دارو ندارند.",
        "Families headed by women come first, and patients who cannot pay for medicine.",
    ),
    (
        "وقّعنا اتفاقًا مع المجلس المحلي يضمن استمرار الخدمة بعد انتهاء الحملة.",
        "با شورای محلی توافقی امضا کرده‌ایم تا خدمت پس از پایان پویش ادامه یابد.",
        "An agreement with the local council keeps the service going after the campaign.",
    ),
    (
        "نشتري من تجار المنطقة، فيبقى المال في أسواقها ويصل العون أسرع.",
        "از فروشندگان همان منطقه خرید می‌کنیم تا پول در بازار محلی بماند و کمک زودتر برسد.",
        "We buy from local traders, so the money stays in the area and help comes sooner.",
    ),
    (
        "بدأ المشروع في الشتاء الماضي بمئة أسرة، ويخدم اليوم أكثر من ألف.",
        "این طرح زمستان گذشته با صد خانواده آغاز شد و امروز به بیش از هزار خانواده خدمت می‌کند.",
        "The project began last winter with a hundred families and serves more than a thousand today.",
    ),
    (
        "كل من يتبرع يحصل على إيصال مرقّم، ويستطيع أن يتحقق منه في أي وقت.",
        "هر که کمک کند رسیدی شماره‌دار می‌گیرد و هر زمان می‌تواند درستی آن را بررسی کند.",
        "Everyone who gives gets a numbered receipt that can be checked at any time.",
    ),
]

FIRST_NAMES = [
    "محمد", "أحمد", "علي", "حسن", "عمر", "خالد", "يوسف", "إبراهيم", "عبد الله", "سعيد", "فاطمة", "عائشة", "مريم", "زينب", "خديجة", "سلمى",
    "ليلى", "هدى", "نور", "رنا", "سارة", "زهرة", "حسين", "مصطفى", "كريم", "سمير", "وليد", "طارق", "هالة", "أمل",
]  # fmt: skip
FAMILY_NAMES = [
    "الأحمد", "الحلبي", "الدمشقي", "الشامي", "الخطيب", "العلي", "الحسن", "المصري", "الكندري", "العنزي", "المطيري", "الرشيدي", "العجمي",
    "الصباغ", "النجار", "الحداد", "القاسم", "السيد", "الحموي", "العمر",
]  # fmt: skip
DEDICATIONS = [
    "عن روح والدي رحمه الله",
    "بنيّة شفاء أمي",
    "صدقة عن أولادي",
    "تقبّل الله منا ومنكم",
    "شكرًا لكل من يعمل في هذه الحملة",
]

# what people type into the search field; the last one has a slip of the pen
SEARCHES = ["مدرسة", "أيتام", "رمضان", "حليب الأطفال", "زلزال", "بئر ماء", "كراسي متحركة", "ترميم البيوت", "حلب", "أدويه القلب", "حقايب مدرسية", "تدفئة الشتا"]

# P-codes with the places' names, as in migration V010
AREAS = {
    "SY": [
        ("SY01", "دمشق", "دمشق", "Damascus"),
        ("SY02", "حلب", "حلب", "Aleppo"),
        ("SY03", "ريف دمشق", "ریف دمشق", "Rural Damascus"),
        ("SY04", "حمص", "حمص", "Homs"),
        ("SY05", "حماة", "حمات", "Hama"),
        ("SY06", "اللاذقية", "لاذقیه", "Lattakia"),
        ("SY07", "إدلب", "ادلب", "Idleb"),
        ("SY08", "الحسكة", "حسکه", "Al-Hasakeh"),
        ("SY09", "دير الزور", "دیرالزور", "Deir-ez-Zor"),
        ("SY10", "طرطوس", "طرطوس", "Tartous"),
    ],
    "KW": [
        ("KW01", "الأحمدي", "احمدی", "Al Ahmadi"),
        ("KW02", "الفروانية", "فروانیه", "Al Farwaniyah"),
        ("KW04", "العاصمة", "عاصمه", "Al Kuwayt"),
        ("KW05", "حولي", "حولی", "Hawalli"),
    ],
    "IR": [
        ("IR028", "طهران", "تهران", "Tehran"),
        ("IR012", "أصفهان", "اصفهان", "Isfahan"),
        ("IR006", "فارس", "فارس", "Fars"),
        ("IR015", "خوزستان", "خوزستان", "Khuzestan"),
    ],
}
