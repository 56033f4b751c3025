using System.Collections.Immutable;
using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Packages;

public sealed class DocumentArchiveTests
{
    private static DocumentArchive Archive(byte[] zip, ReadOptions? options = null, long maxMember = 256 << 20) =>
        DocumentArchive.Open(new SourceFile("in/plans.zip", zip), options ?? ReadOptions.Default, maxMember, default);

    private static ImmutableArray<ArchiveMember> Open(byte[] zip, ReadOptions? options = null) => Archive(zip, options).Members;

    private static string[] Contents(byte[] zip)
    {
        var archive = Archive(zip);
        return [.. archive.Members.Where(member => member.Fault is null).Select(member => Encoding.UTF8.GetString(archive.Read(member, default).Bytes.Span))];
    }

    [Fact]
    public void Members_come_with_their_paths_and_bytes()
    {
        var archive = Archive(new ZipBuilder().Part("2024/", "").Part("2024/方案.txt", "一、甲").Part("b.txt", "乙").Zip());
        Assert.Equal(["in/plans.zip!/2024/方案.txt", "in/plans.zip!/b.txt"], archive.Members.Select(m => m.Path));
        var files = archive.Members.Select(member => archive.Read(member, default)).ToList();
        Assert.Equal(["一、甲", "乙"], files.Select(file => Encoding.UTF8.GetString(file.Bytes.Span)));
        Assert.Equal(archive.Members.Select(m => m.Path), files.Select(file => file.Path));
    }

    [Fact]
    public void Names_in_GBK_are_read() =>
        Assert.Equal("in/plans.zip!/云岭市工作方案.txt", Assert.Single(Open(new ZipBuilder().Part("云岭市工作方案.txt", "x").Zip(Encodings.Gb18030))).Path);

    [Fact]
    public void An_Office_file_is_no_archive()
    {
        Assert.False(DocumentArchive.IsArchive(new SourceFile("a.zip", DocxBuilder.Body(DocxBuilder.P("x")).Zip())));
        Assert.True(DocumentArchive.IsArchive(new SourceFile("a.docx", new ZipBuilder().Part("a.txt", "x").Zip())));
    }

    [Fact]
    public void Archives_in_archives_are_walked_to_a_limit()
    {
        byte[] zip = new ZipBuilder().Part("d.txt", "x").Zip();
        for (int depth = 0; depth < 3; depth++) zip = new ZipBuilder().Part($"{depth}.zip", zip).Part($"{depth}.txt", "y").Zip();
        var members = Open(zip);
        Assert.Equal(["in/plans.zip!/2.zip!/1.zip!/0.zip", "in/plans.zip!/2.zip!/1.zip!/0.txt", "in/plans.zip!/2.zip!/1.txt", "in/plans.zip!/2.txt"], members.Select(m => m.Path));
        Assert.Equal("zip-nesting", Assert.Single(members, m => m.Fault is not null).Fault!.Code);
        Assert.DoesNotContain(Open(zip, new ReadOptions { MaxZipNesting = 4 }), m => m.Fault is not null);
    }

    [Theory]
    [InlineData("../../etc/passwd", "etc/passwd")]
    [InlineData("/abs/a.txt", "abs/a.txt")]
    [InlineData("C:\\plans\\a.txt", "C_/plans/a.txt")]
    [InlineData("a/./b/../c.txt", "a/b/c.txt")]
    [InlineData("a\u001b[31m.txt", "a_[31m.txt")]
    public void A_path_never_leaves_the_archive(string name, string expected) =>
        Assert.Equal("in/plans.zip!/" + expected, Assert.Single(Open(new ZipBuilder().Part(name, "x").Zip())).Path);

    [Fact]
    public void What_programs_leave_behind_is_passed_over() =>
        Assert.Equal(["in/plans.zip!/a.txt"], Open(new ZipBuilder().Part("__MACOSX/._a.txt", "x").Part(".DS_Store", "x").Part("~$a.docx", "x").Part("sub/Thumbs.db", "x").Part("a.txt", "x").Zip()).Select(m => m.Path));

    [Fact]
    public void A_bomb_inside_costs_itself_only()
    {
        byte[] zip = new ZipBuilder().Part("bomb.txt", new byte[30 << 20]).Part("a.txt", "甲").Zip();
        var bomb = Open(zip)[0].Fault!;
        Assert.Equal((DocumentStatus.ResourceLimit, "zip-ratio"), (bomb.Status, bomb.Code));
        Assert.Equal(["甲"], Contents(zip));
    }

    [Fact]
    public void A_member_may_be_too_large_and_members_too_many()
    {
        byte[] zip = new ZipBuilder().Part("a.txt", new byte[100]).Part("b.txt", "x").Zip();
        Assert.Equal("part-too-large", Archive(zip, maxMember: 50).Members[0].Fault!.Code);
        Assert.Equal("too-many-parts", Assert.Throws<DocumentException>(() => Open(zip, new ReadOptions { MaxZipParts = 1 })).Code);
    }

    [Fact]
    public void Two_members_of_one_name_and_an_inner_archive_that_is_damaged()
    {
        byte[] inner = new ZipBuilder().Part("x.txt", "x").Zip();
        var members = Open(new ZipBuilder().Part("a.txt", "1").Again("a.txt", "2").Part("b.zip", inner[..^10]).Part("c.txt", "3").Zip());
        Assert.Equal([null, "duplicate-member", "damaged-zip", null], members.Select(m => m.Fault?.Code));
        Assert.Equal(["in/plans.zip!/a.txt", "in/plans.zip!/a.txt#2", "in/plans.zip!/b.zip", "in/plans.zip!/c.txt"], members.Select(m => m.Path));
    }

    [Fact]
    public void Names_that_become_one_name_are_kept_apart()
    {
        byte[] zip = new ZipBuilder().Part("a.txt", "甲").Part("../a.txt", "乙").Zip();
        Assert.Equal(["in/plans.zip!/a.txt", "in/plans.zip!/a.txt#2"], Open(zip).Select(m => m.Path));
        Assert.Equal(["甲", "乙"], Contents(zip));
    }

    [Fact]
    public void Members_that_are_small_each_may_be_a_bomb_together()
    {
        var builder = new ZipBuilder();
        for (int i = 0; i < 10; i++) builder.Part($"{i}.txt", new byte[9 << 20]);
        var faults = Open(builder.Zip()).Select(m => m.Fault?.Code).ToList();
        Assert.Equal([null, "zip-ratio"], faults.Distinct());
        Assert.Equal(1, faults.IndexOf("zip-ratio"));
    }

    [Fact]
    public void The_same_bytes_under_many_names_are_refused()
    {
        byte[] zip = new ZipBuilder().Part("a.txt", "甲").Part("b.txt", "甲").Zip();
        int second = zip.AsSpan().LastIndexOf("PK"u8);
        zip.AsSpan(second + 42, 4).Clear();
        Assert.Equal([null, "overlapping-member"], Open(zip).Select(m => m.Fault?.Code));
    }

    [Fact]
    public void Damage_inside_a_member_is_noticed()
    {
        byte[] zip = new ZipBuilder().Part("mimetype", "stored as it is").Zip();
        zip[zip.AsSpan().IndexOf("stored"u8)] = (byte)'S';
        var archive = Archive(zip);
        Assert.Equal("damaged-zip", Assert.Throws<DocumentException>(() => archive.Read(archive.Members[0], default)).Code);
    }

    [Fact]
    public void A_password_is_named()
    {
        byte[] zip = new ZipBuilder().Part("a.txt", "x").Zip();
        int entry = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        zip[entry + 8] |= 1;
        Assert.Equal(DocumentStatus.Encrypted, Assert.Single(Open(zip)).Fault!.Status);
    }
}
