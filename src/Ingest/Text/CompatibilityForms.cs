using System.Text;

namespace PolicyIngest.Ingest.Text;

/// <summary>
/// Makes plain the look-alikes that page formats write for ordinary characters: ⽔ (U+2F54) is 水, ⻅ (U+2EC5) is 见, ﬁ is fi, ︵ is （.
/// Characters that mean something by their form (①, ⑴, Ⅲ, ㎡, ２) stay.
/// </summary>
internal static class CompatibilityForms
{
    // A full-width space in a table stands for "no plain form": the character is left as it is.
    private const char None = '\u3000';

    /// <summary>The text with look-alikes replaced; the same instance where there are none.</summary>
    public static string MakePlain(string text)
    {
        int first = 0;
        while (first < text.Length && !MayBeLookAlike(text[first])) first++;
        if (first == text.Length) return text;
        var plain = new StringBuilder(text, 0, first, text.Length + 4);
        foreach (char c in text.AsSpan(first))
        {
            if (Ligature(c) is { } letters) plain.Append(letters);
            else plain.Append(Plain(c));
        }
        return plain.ToString();
    }

    private static bool MayBeLookAlike(char c) => c is >= '\u2E80' and <= '\u2FD5' or >= '\uF900' and <= '\uFB06' or >= '\uFE10' and <= '\uFE6B' or '\u22EF' or '\u2E3A';

    private static string? Ligature(char c) => c switch
    {
        // The dash of two ems, for which some fonts have one sign.
        '\u2E3A' => "——",
        '\uFB00' => "ff",
        '\uFB01' => "fi",
        '\uFB02' => "fl",
        '\uFB03' => "ffi",
        '\uFB04' => "ffl",
        '\uFB05' or '\uFB06' => "st",
        _ => null,
    };

    /// <summary>The plain form of one character; the character itself where it has none or one of several letters.</summary>
    public static char Plain(char c)
    {
        if (!MayBeLookAlike(c)) return c;
        char plain = c switch
        {
            // The dots of … as the maps of Chinese fonts that are not embedded give them.
            '\u22EF' => '…',
            >= '\u2E80' and <= '\u2EF3' => RadicalsSupplement[c - '\u2E80'],
            >= '\u2F00' and <= '\u2FD5' => KangxiRadicals[c - '\u2F00'],
            >= '\uF900' and <= '\uFAFF' => Ideographs[c - '\uF900'],
            >= '\uFE10' and <= '\uFE19' => "，、。：；！？〖〗…"[c - '\uFE10'],
            >= '\uFE30' and <= '\uFE44' => "‥—–＿﹏（）｛｝〔〕【】《》〈〉「」『』"[c - '\uFE30'],
            >= '\uFE50' and <= '\uFE6B' => "，、．　；：？！—（）｛｝〔〕＃＆＊＋-＜＞＝　＼＄％＠"[c - '\uFE50'],
            _ => None,
        };
        return plain == None ? c : plain;
    }

    /// <summary>Plain forms of U+2E80 to U+2EF3 (CJK Radicals Supplement), those that fonts write for whole characters or parts.</summary>
    private const string RadicalsSupplement =
        "　　　　　亻　　　刂　㔾　　　　　　　　　　忄　扌　　　　　　母民氵　灬　　　牛犭　　罒示　　　纟　　　　　" +
        "羊　　耂　　　　艹　　虎衤覀西见角　讠贝　车辶　　阝钅長镸长门　　　青韦页风飞食　飠饣　马骨鬼鱼鸟卤麦黄黾斉" +
        "齐歯齿竜龙龜亀龟";

    /// <summary>
    /// Plain forms of U+2F00 to U+2FD5 (Kangxi Radicals): Unicode's, but for 户, 青 and 黄, whose forms in simplified Chinese fonts write for these radicals too (⼾ is 户, not 戶).
    /// </summary>
    private const string KangxiRadicals =
        "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴" +
        "廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿" +
        "目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵" +
        "邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黄黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

    /// <summary>Plain forms of U+F900 to U+FAFF (CJK Compatibility Ideographs).</summary>
    private const string Ideographs =
        "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆" +
        "虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參" +
        "塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說" +
        "廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪" +
        "律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀" +
        "﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑" +
        "梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵　舘﩮﩯並况全侀充冀勇勺喝啕" +
        "喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛" +
        "練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜　　　㮝䀘䀹　　　齃龎﫚﫛﫜﫝﫞﫟﫠﫡﫢﫣﫤﫥" +
        "﫦﫧﫨﫩﫪﫫﫬﫭﫮﫯﫰﫱﫲﫳﫴﫵﫶﫷﫸﫹﫺﫻﫼﫽﫾﫿";
}
