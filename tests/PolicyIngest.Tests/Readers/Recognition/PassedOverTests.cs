using Microsoft.ML.OnnxRuntime;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Recognition;

/// <summary>Characters of which the model sees nothing in their line.</summary>
public sealed class PassedOverTests
{
    [OcrFact]
    public void A_gap_with_ink_is_read_again()
    {
        string folder = OcrFactAttribute.Models!;
        using var detection = new InferenceSession(Path.Combine(folder, OcrModels.Detection));
        using var recognition = new InferenceSession(Path.Combine(folder, OcrModels.Recognition));
        var recogniser = new LineRecogniser(recognition, CtcDecoder.FromKeys(File.ReadAllText(Path.Combine(folder, OcrModels.Keys))));
        var page = SealRemoval.ToGrey(PictureDecoder.Decode(OcrTests.Page));
        var passedOver = new PassedOver(recogniser, Ink.Of(page));
        var box = new TextDetector(detection).Find(page).MaxBy(box => box.Width);
        var whole = recogniser.Read(page, box);
        Assert.Equal(whole, passedOver.Filled(page, box, [.. whole]));
        int at = Enumerable.Range(4, whole.Count - 8).First(i => whole.GetRange(i - 2, 5).TrueForAll(character => character.Text[0] is >= '\u4E00' and <= '\u9FFF'));
        var filled = passedOver.Filled(page, box, [.. whole[..at], .. whole[(at + 1)..]]);
        Assert.Equal(whole.Select(character => character.Text), filled.Select(character => character.Text));
        Assert.InRange(filled[at].Position, whole[at - 1].Position, whole[at + 1].Position);
    }

    [OcrFact]
    public void Beside_a_gap_in_which_nothing_is_read_characters_are_doubtful_and_beside_an_empty_one_not()
    {
        using var recognition = new InferenceSession(Path.Combine(OcrFactAttribute.Models!, OcrModels.Recognition));
        var recogniser = new LineRecogniser(recognition, CtcDecoder.FromKeys(File.ReadAllText(Path.Combine(OcrFactAttribute.Models!, OcrModels.Keys))));
        List<RecognisedCharacter> Read() => [.. "修渠引水灌溉".Select((c, i) => new RecognisedCharacter(c.ToString(), (i < 4 ? i + 0.5 : i + 1.5) / 7, 0.99))];
        var box = new LineBox(140, 20, 280, 40, 0);
        foreach (bool hasInk in new[] { true, false })
        {
            // A blot, which is no character.
            var picture = hasInk ? new Drawn(280, 40).Box(166, 12, 28, 14).Grey() : new Drawn(280, 40).Box(0, 38, 280, 2).Grey();
            var filled = new PassedOver(recogniser, Ink.Of(picture)).Filled(picture, box, Read());
            Assert.Equal("修渠引水灌溉", string.Concat(filled.Select(character => character.Text)));
            Assert.Equal(hasInk ? "水灌" : "", string.Concat(filled.Where(character => character.Confidence < LineWords.Doubtful).Select(character => character.Text)));
        }
    }
}
