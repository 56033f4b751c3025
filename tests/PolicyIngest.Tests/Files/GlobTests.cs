using System.Diagnostics;
using PolicyIngest.Cli.Files;
using Xunit;

namespace PolicyIngest.Tests.Files;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*.txt", "a.txt deep/b.TXT", "a.txt.bak a.md")]
    [InlineData("draft/", "", "draft x/draft")]
    [InlineData("/a.txt", "", "deep/a.txt")]
    [InlineData("2021/*.txt", "2021/a.txt", "2021/deep/a.txt x/2021/a.txt")]
    [InlineData("2021/**", "2021/a 2021/deep/b", "2021 x/2021/a")]
    [InlineData("**/old/*", "old/a x/old/a x/y/old/b", "xold/a old/a/b")]
    [InlineData("a**/b", "ab ax/b ax/y/b", "xab")]
    [InlineData("a/**/b", "a/b a/x/b a/x/y/b", "ab a/xb")]
    [InlineData("?.txt", "a.txt x/é.txt", "ab.txt .txt")]
    [InlineData("x/?", "x/y", "x/ x//")]
    [InlineData("[a-c]1", "a1 C1 x/b1", "d1 -1")]
    [InlineData("[!a-c]1", "d1", "a1 B1")]
    [InlineData("[]x]", "] x", "a")]
    [InlineData("[a", "[a", "a")]
    [InlineData("[a\\]]", "a ]", "\\")]
    [InlineData("\\*", "*", "a")]
    [InlineData("***.txt", "a.txt x/a.txt", "a.md")]
    [InlineData("*", "a x/a", "")]
    public void A_pattern_is_about_these_paths_and_not_those(string pattern, string these, string those)
    {
        var glob = Glob.Parse(pattern);
        Assert.All(these.Split(' ', StringSplitOptions.RemoveEmptyEntries), path => Assert.True(glob.Matches(path, isFolder: false), path));
        Assert.All(those.Split(' ', StringSplitOptions.RemoveEmptyEntries), path => Assert.False(glob.Matches(path, isFolder: false), path));
    }

    [Fact]
    public void A_slash_at_the_end_means_folders()
    {
        Assert.True(Glob.Parse("draft/").Matches("x/draft", isFolder: true));
        Assert.True(Glob.Parse("/x/draft/").Matches("x/draft", isFolder: true));
    }

    [Theory]
    [InlineData("[z-a]", "backwards")]
    [InlineData("", "nothing")]
    [InlineData("///", "nothing")]
    [InlineData("a\0b", "control")]
    public void What_is_no_pattern_says_why(string pattern, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => Glob.Parse(pattern)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pattern_that_is_too_long_is_none() => Assert.Throws<FormatException>(() => Glob.Parse(new string('*', 20_000)));

    [Theory]
    [InlineData("a*", 4_000)]
    [InlineData("*a", 4_000)]
    [InlineData("**/", 1_300)]
    [InlineData("[a-b]*", 600)]
    [InlineData("**a", 1_300)]
    public void No_pattern_takes_long(string part, int length)
    {
        var glob = Glob.Parse(string.Concat(Enumerable.Repeat(part, length / part.Length)) + "!");
        var watch = Stopwatch.StartNew();
        Assert.False(glob.Matches(new string('a', 4_000), isFolder: false));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }
}
