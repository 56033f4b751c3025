using PolicyIngest.Ingest.Readers.Pdf;
using PolicyIngest.Ingest.Readers.Pdf.Drawing;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Readers.Pdf.PdfReading;

namespace PolicyIngest.Tests.Readers.Pdf;

/// <summary>Lines of 20 characters of 16 points between x = 100 and x = 420 of a page 520 wide, paragraphs set in by two characters.</summary>
public sealed class PdfParagraphTests
{
    [Fact]
    public void Full_lines_go_on_and_short_or_indented_ones_begin_anew()
    {
        var pdf = new PdfWriter();
        pdf.AddPage(width: 520)
            .Text(132, 100, "一、工作目标。到二〇二五年，全市空气")
            .Text(100, 128, "质量稳步改善，重点河段水质达到要求，群众")
            .Text(100, 156, "满意度提高。")
            .Text(132, 184, "1.严格准入。把好新建项目的入口关，凡")
            .Text(100, 212, "不符合规划的一律不批。")
            .Text(132, 240, "牵头单位：市发展改革委");
        Assert.Equal(
        [
            "一、工作目标。到二〇二五年，全市空气质量稳步改善，重点河段水质达到要求，群众满意度提高。",
            "1.严格准入。把好新建项目的入口关，凡不符合规划的一律不批。",
            "牵头单位：市发展改革委",
        ], Paragraphs(Read(pdf)));
    }

    [Fact]
    public void A_paragraph_goes_on_over_the_page_end_and_page_numbers_stand_behind_it()
    {
        var pdf = new PdfWriter();
        pdf.AddPage(width: 520).Text(132, 100, "（一）加强领导。各县要成立专班，统筹").Text(280, 790, "— 1 —", 14);
        pdf.AddPage(width: 520).Text(100, 100, "推进各项工作，按月调度，逐级压实责任，确").Text(100, 128, "保任务落地。").Text(280, 790, "— 2 —", 14);
        var document = Read(pdf);
        Assert.Equal(["（一）加强领导。各县要成立专班，统筹推进各项工作，按月调度，逐级压实责任，确保任务落地。"], Paragraphs(document));
        Assert.Equal(["— 1 —", "— 2 —"], Paragraphs(document, BlockRole.PageNumber));
    }

    [Fact]
    public void Gaps_make_spaces_between_Latin_words_only()
    {
        var pdf = new PdfWriter();
        pdf.AddPage(width: 520).Text(100, 100, "目").Text(150, 100, "录").Text(100, 160, "按").Text(120, 160, "GB").Text(144, 160, "3838").Text(180, 160, "执行");
        Assert.Equal(["目录", "按GB 3838执行"], Paragraphs(Read(pdf)));
    }

    [Fact]
    public void Look_alikes_are_made_plain_and_circled_numbers_stay()
    {
        var pdf = new PdfWriter();
        pdf.AddPage(width: 520).Text(100, 100, "①2025年⽔质达标，⼾⼾⾭⼭如⿈⾦");
        Assert.Equal(["①2025年水质达标，户户青山如黄金"], Paragraphs(Read(pdf)));
    }

    [Fact]
    public void Traditional_text_keeps_its_forms()
    {
        var pdf = new PdfWriter();
        pdf.AddPage(width: 520).Text(100, 100, "本會為全縣戶籍與黃金業務");
        Assert.Equal(["本會為全縣戶籍與黃金業務"], Paragraphs(Read(pdf)));
    }

    [Fact]
    public void Titles_in_the_middle_are_marked_line_by_line()
    {
        var pdf = new PdfWriter();
        pdf.AddPage(width: 520)
            .Centred(100, 420, 100, "云岭市水污染防治", 22)
            .Centred(100, 420, 134, "实施方案", 22)
            .Text(132, 190, "为贯彻落实省委、省政府部署要求，结合")
            .Text(100, 218, "我市实际，制定本方案，请各单位认真抓好落")
            .Text(100, 246, "实。");
        var document = Read(pdf);
        Assert.Equal(["云岭市水污染防治", "实施方案"],
            document.Blocks.OfType<ParagraphBlock>().Where(block => block.IsCentered).Select(block => block.Span.Of(document.Text)));
    }

    [Fact]
    public void Two_columns_are_read_one_after_the_other()
    {
        var pdf = new PdfWriter();
        string[] left = [.. Enumerable.Range(1, 7).Select(i => $"左栏第{i}行文字写满这一行直到边缘为止")], right = [.. left.Select(line => line.Replace('左', '右'))];
        pdf.AddPage().Text(180, 60, "云岭市公报", 22).Lines(60, 120, 24, 12, left).Lines(320, 120, 24, 12, right);
        string text = string.Concat(Paragraphs(Read(pdf)));
        Assert.Equal("云岭市公报" + string.Concat(left) + string.Concat(right), text);
    }

    [Fact]
    public void Headers_and_footers_come_again_and_lines_of_the_text_do_not()
    {
        var pdf = new PdfWriter();
        for (int i = 1; i <= 4; i++)
        {
            pdf.AddPage(width: 520).Text(180, 40, "云岭市人民政府文件", 10).Text(132, 100, $"第{"一二三四"[i - 1]}项工作由牵头单位负责落实，").Text(200, 800, $"第{i}页 共4页", 10);
        }
        var document = Read(pdf);
        Assert.Equal(Enumerable.Repeat("云岭市人民政府文件", 4), Paragraphs(document, BlockRole.Header));
        Assert.Equal(["第1页共4页", "第2页共4页", "第3页共4页", "第4页共4页"], Paragraphs(document, BlockRole.PageNumber));
        Assert.Equal(string.Concat("一二三四".Select(n => $"第{n}项工作由牵头单位负责落实，")), string.Concat(Paragraphs(document)));
    }

    [Fact]
    public void Lines_of_a_contents_page_are_contents()
    {
        var pdf = new PdfWriter();
        pdf.AddPage(width: 520).Centred(100, 420, 80, "目录")
            .Text(100, 120, "一、总体要求………………………3").Text(100, 150, "二、重点任务.....................5").Text(100, 180, "（一）治水……………………………6");
        pdf.AddPage(width: 520).Text(132, 100, "一、总体要求").Text(132, 130, "到二〇二五年，水质全面达标。");
        var document = Read(pdf);
        Assert.Equal(["目录", "一、总体要求………………………3", "二、重点任务.....................5", "（一）治水……………………………6"], Paragraphs(document, BlockRole.Contents));
        Assert.Equal(["一、总体要求", "到二〇二五年，水质全面达标。"], Paragraphs(document));
    }

    [Fact]
    public void Dashes_lead_to_page_numbers_too()
    {
        var pdf = new PdfWriter();
        pdf.AddPage(width: 520).Centred(100, 420, 80, "目录").Text(100, 120, "一、总体要求--------------3").Text(100, 150, "二、保障措施--------------12");
        pdf.AddPage(width: 520).Text(132, 100, "到二〇二五年，水质全面达标。");
        Assert.Equal(["到二〇二五年，水质全面达标。"], Paragraphs(Read(pdf)));
    }

    [Fact]
    public void A_list_of_like_items_that_reaches_the_page_end_is_no_footer()
    {
        var pdf = new PdfWriter();
        for (int page = 0; page < 3; page++)
            pdf.AddPage(width: 520).Lines(100, 100, 28, 16, [.. Enumerable.Range(1, 26).Select(i => $"第{26 * page + i}类事项目录")]);
        Assert.Equal(78, Paragraphs(Read(pdf)).Length);
    }

    [Theory]
    [InlineData("5.1.1", 120)]
    [InlineData("（1）", 120)]
    [InlineData("6）", 120)]
    [InlineData("5.1.1", 200)]
    public void Text_hangs_behind_its_number_however_far_it_is_set_in(string label, double left)
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage(width: 520);
        for (int i = 0; i < 4; i++)
            page.Text(132, 80 + 56 * i, "各县要按月调度工作，逐级压实责任，努").Text(100, 108 + 56 * i, "力确保任务落地。");
        string text = string.Concat(Enumerable.Repeat("清理沿河全部排口", 3));
        int fit = (int)((420 - left - 48) / 16);
        for (int i = 0; i < 3; i++)
            page.Text(left, 320 + 56 * i, label).Text(left + 48, 320 + 56 * i, text[..fit]).Text(left + 48, 348 + 56 * i, "并完成整治。");
        var hanging = Paragraphs(Read(pdf)).Skip(4).ToArray();
        Assert.Equal(3, hanging.Length);
        Assert.All(hanging, paragraph => Assert.EndsWith(text[..fit] + "并完成整治。", paragraph, StringComparison.Ordinal));
    }

    [Fact]
    public void An_annex_with_a_wider_margin_is_measured_by_itself()
    {
        var pdf = new PdfWriter();
        for (int i = 0; i < 2; i++)
        {
            var page = pdf.AddPage(width: 560);
            for (int k = 0; k < 5; k++) page.Text(132, 80 + 84 * k, "各县要按月调度工作，逐级压实责任，努").Text(100, 108 + 84 * k, "力确保任务落地，并于每月底前将进展情况按").Text(100, 136 + 84 * k, "时报送。");
        }
        var annex = pdf.AddPage(width: 560);
        for (int k = 0; k < 5; k++) annex.Text(132, 80 + 84 * k, "各县要按月调度工作，逐级压实责任，努力确保").Text(100, 108 + 84 * k, "任务落地，并于每月底前将进展情况按时报送给市").Text(100, 136 + 84 * k, "专班。");
        Assert.Equal(15, Paragraphs(Read(pdf)).Length);
    }

    [Fact]
    public void A_loose_section_among_tight_ones_keeps_its_paragraphs_whole()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage(width: 520);
        double y = 60;
        foreach (double pitch in (double[])[18, 18, 18, 18, 30, 30, 30, 30])
        {
            page.Lines(132, y, 0, 16, "各县要按月调度工作，逐级压实责任，努").Lines(100, y + pitch, pitch, 16, "力确保任务落地，并于每月底前将进展情况按", "时报送。");
            y += 3 * pitch;
        }
        Assert.Equal(8, Paragraphs(Read(pdf)).Length);
    }

    /// <summary>On a grid of characters each stands alone, as far from the next as columns may be.</summary>
    [Fact]
    public void Characters_that_are_set_wide_are_text_and_no_table()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage(width: 520);
        string[] lines = ["　　各县人民政府都要按照谁", "建设谁管护的原则落实管护责", "任，每年汛期以前检查全部渠", "道，并把检查的结果报送市水", "务局，重要情况立即报告并且", "公开通报。"];
        for (int line = 0; line < lines.Length; line++)
            for (int i = 0; i < lines[line].Length; i++)
                if (lines[line][i] != '　') page.Text(100 + 25 * i, 100 + 30 * line, lines[line][i].ToString());
        var document = Read(pdf);
        Assert.Equal([string.Concat(lines).Trim('　')], Paragraphs(document));
        Assert.Single(document.Blocks);
    }

    /// <summary>A label that a line happens to begin with stands within its paragraph where those of paragraphs are set in; where they are not, it begins one.</summary>
    [Theory]
    [InlineData(132, false)]
    [InlineData(100, true)]
    public void A_label_at_the_edge_is_judged_by_the_others(double left, bool begins)
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage(width: 520);
        for (int i = 1; i <= 5; i++) page.Text(left, 72 + (28 * i), $"{i}.清查低效用地，{"分类处置到位"[..i]}。");
        page.Text(left, 240, begins ? "6.两项措施：（1）开展入户核查建立台账；" : "6.两项措施：（1）开展核查建立台账；").Text(100, 268, "（2）逐户签订协议并兑现补助，确保按期完").Text(100, 296, "成搬迁。");
        string[] read = Paragraphs(Read(pdf));
        Assert.Equal(begins, read.Any(text => text.StartsWith("（2）", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_line_that_is_spread_up_to_a_number_goes_on()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage(width: 520);
        for (int i = 0; i < 4; i++) page.Text(100, 100 + (56 * i), "各县要按月调度，逐级压实责任，确保任务落").Text(100, 128 + (56 * i), "地。");
        // 12 characters in the room of 18, for the number behind them may not be parted.
        string spread = "联系人：李某，联系电话：";
        for (int i = 0; i < spread.Length; i++) page.Text(100 + (24.7 * i), 324, spread[i].ToString());
        page.Text(396, 324, "09-").Text(100, 352, "68104430、68104408。");
        Assert.Equal("联系人：李某，联系电话：09-68104430、68104408。", Paragraphs(Read(pdf))[^1]);
    }

    /// <summary>第一条 keeps the space behind it, a narrow one too, and gaps of a line that is spread make none.</summary>
    [Fact]
    public void An_article_keeps_the_space_behind_its_number()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage(width: 520).Text(132, 100, "第一条").Text(184, 100, "为规范补助发放制定本办法。");
        string spread = "第二条本办法所称补助。";
        for (int i = 0; i < spread.Length; i++) page.Text(132 + (20 * i), 160, spread[i].ToString());
        Assert.Equal(["第一条 为规范补助发放制定本办法。", spread], Paragraphs(Read(pdf)));
    }

    [Fact]
    public void A_soft_hyphen_that_is_drawn_is_a_hyphen() =>
        Assert.Equal(["2014-2020年"], LetterWords.Join("2014\u00AD2020年".Select((letter, i) => new DrawnLetter(letter.ToString(), 8 * i, 100, 8, 0, 8, Ink.Coloured))).Select(word => word.Text));

    [Fact]
    public void The_dash_of_one_sign_is_made_of_two() => Assert.Equal("减少——增加", CompatibilityForms.MakePlain("减少\u2E3A增加"));
}
