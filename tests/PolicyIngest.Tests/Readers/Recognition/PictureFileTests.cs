using System.Buffers.Binary;
using BitMiracle.LibTiff.Classic;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Model;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using Xunit;

namespace PolicyIngest.Tests.Readers.Recognition;

public sealed class PictureFileTests
{
    private static DocumentException Fault(byte[] picture) => Assert.Throws<DocumentException>(() => PictureDecoder.Decode(picture));

    private static Drawn Page(int width = 60, int height = 40) => new Drawn(width, height).Box(10, 10, 20, 8);

    [Fact]
    public void Formats_are_known_by_their_bytes_and_decoded()
    {
        foreach (var (format, bytes) in new[]
        {
            ("png", Page().Save(new PngEncoder())), ("jpg", Page().Save(new JpegEncoder { Quality = 95 })), ("bmp", Page().Save(new BmpEncoder())), ("tif", Page().Save(new TiffEncoder())),
        })
        {
            Assert.Equal(format, ReaderRegistry.For(new SourceFile("page.bin", bytes)).Format);
            var picture = PictureDecoder.Decode(bytes);
            Assert.Equal((60, 40), (picture.Width, picture.Height));
            Assert.InRange(picture.Pixels[3 * (14 * 60 + 20)], 0, 40);
            Assert.InRange(picture.Pixels[3 * (30 * 60 + 50)], 215, 255);
        }
    }

    [Fact]
    public void Cut_off_and_damaged_pictures_are_told_in_one_line()
    {
        var random = new Random(20260711);
        foreach (byte[] whole in new[] { Page(300, 200).Save(new PngEncoder()), Page(300, 200).Save(new JpegEncoder()), Page(300, 200).Save(new TiffEncoder()) })
        {
            Assert.Equal("picture-damaged", Fault(whole[..40]).Code);
            for (int i = 0; i < 20; i++)
            {
                byte[] bytes = [.. whole];
                for (int k = 0; k < 10; k++) bytes[random.Next(4, bytes.Length)] ^= (byte)(1 << random.Next(8));
                try
                {
                    Assert.NotEmpty(PictureDecoder.Decode(bytes).Pixels);
                }
                catch (DocumentException fault)
                {
                    Assert.NotEqual(DocumentStatus.Crash, fault.Status);
                }
            }
        }
    }

    [Fact]
    public void A_picture_that_says_it_is_huge_is_refused_before_it_is_decoded()
    {
        byte[] png = Page().Save(new PngEncoder());
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 100_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 100_000);
        // The sum over the changed head has to be right, or the picture counts as damaged.
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), PolicyIngest.Ingest.Readers.Packages.Crc32.Of(png.AsSpan(12, 17)));
        var fault = Fault(png);
        Assert.Equal((DocumentStatus.ResourceLimit, "picture-too-large"), (fault.Status, fault.Code));
    }

    [Fact]
    public void Pages_of_a_tiff_are_decoded_one_by_one_whatever_their_size()
    {
        byte[] file = Joined(Page(60, 40).Save(new TiffEncoder()), Page(90, 30).Save(new TiffEncoder()));
        var pages = TiffPages.Of(file, 10);
        Assert.Equal(2, pages.Count);
        Assert.Equal([(90, 30), (60, 40)], new[] { 1, 0 }.Select(page => PictureDecoder.Decode(pages.Page(page))).Select(picture => (picture.Width, picture.Height)));
        Assert.Equal(1, TiffPages.Of(file, 1).Count);
    }

    [Theory]
    [InlineData(Compression.CCITTFAX4, 0)]
    [InlineData(Compression.CCITTFAX3, 0)]
    [InlineData(Compression.CCITTFAX3, 1)]
    [InlineData(Compression.CCITTFAX3, 5)]
    [InlineData(Compression.CCITTRLE, 0)]
    [InlineData(Compression.LZW, 0)]
    [InlineData(Compression.PACKBITS, 0)]
    public void A_tiff_of_bits_is_read_whatever_its_order_and_its_black(Compression compression, int options)
    {
        foreach (var photometric in new[] { Photometric.MINISWHITE, Photometric.MINISBLACK })
        {
            foreach (var order in new[] { FillOrder.MSB2LSB, FillOrder.LSB2MSB })
            {
                var picture = PictureDecoder.Decode(FaxTiff.Save(150, 90, IsDark, compression, options, photometric, order));
                Assert.Equal((150, 90), (picture.Width, picture.Height));
                for (int y = 0; y < 90; y++)
                    for (int x = 0; x < 150; x++) Assert.Equal(IsDark(x, y), picture.Pixels[3 * (y * 150 + x)] < 128);
            }
        }

        static bool IsDark(int x, int y) => (x / 9 + y / 7) % 3 == 0 && x > y;
    }

    [Fact]
    public void A_tiff_of_more_pixels_than_are_kept_has_half_as_many_a_row()
    {
        var picture = PictureDecoder.Decode(FaxTiff.Save(5000, 4400, (x, y) => x < 2500, Compression.CCITTFAX4));
        Assert.Equal((2500, 2200), (picture.Width, picture.Height));
        Assert.InRange(picture.Pixels[3 * (1000 * 2500 + 1200)], 0, 10);
        Assert.InRange(picture.Pixels[3 * (1000 * 2500 + 1300)], 245, 255);
    }

    [Theory]
    [InlineData(34712, "JPEG 2000")]
    [InlineData(34661, "JBIG")]
    [InlineData(12345, "method 12345")]
    public void A_compression_that_is_not_known_is_called_by_its_name(int compression, string name)
    {
        byte[] file = Page().Save(new TiffEncoder());
        int directory = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4));
        for (int entry = directory + 2; entry < directory + 2 + 12 * BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(directory)); entry += 12)
            if (BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(entry)) == 259) BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(entry + 8), (ushort)compression);
        var fault = Fault(file);
        Assert.Equal((DocumentStatus.Unsupported, "picture-compression"), (fault.Status, fault.Code));
        Assert.StartsWith($"the picture is compressed by {name}, ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_pages_that_leads_back_ends()
    {
        byte[] file = Page().Save(new TiffEncoder());
        int directory = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)), next = directory + 2 + 12 * BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(directory));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(next), directory);
        Assert.Equal(1, TiffPages.Of(file, 10).Count);
    }

    [Fact]
    public void Without_recognition_a_picture_is_told_with_what_to_do()
    {
        var file = new SourceFile("page.png", Page().Save(new PngEncoder()));
        var fault = Assert.Throws<DocumentException>(() => ReaderRegistry.Read(file, ReadOptions.Default with { Ocr = OcrMode.Off }, default));
        Assert.Equal((DocumentStatus.Unsupported, "picture-unread"), (fault.Status, fault.Code));
        Assert.EndsWith("leave out --ocr off to have it recognised", fault.Message, StringComparison.Ordinal);
        Assert.Contains("policy-ingest ocr-models", PageEngines.Advice(ReadOptions.Default), StringComparison.Ordinal);
    }

    /// <summary>A file with the pages of two: the second is put behind the first, its places moved.</summary>
    private static byte[] Joined(byte[] first, byte[] second)
    {
        byte[] file = [.. first, .. second];
        int end = first.Length, directory = BinaryPrimitives.ReadInt32LittleEndian(second.AsSpan(4)), count = BinaryPrimitives.ReadUInt16LittleEndian(second.AsSpan(directory));
        for (int i = 0; i < count; i++)
        {
            int entry = end + directory + 2 + 12 * i, size = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(entry + 2)) switch { 3 => 2, 4 => 4, 5 => 8, _ => 1 };
            bool isPlace = size * BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(entry + 4)) > 4 || BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(entry)) == 273;
            if (!isPlace) continue;
            int place = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(entry + 8)) + end;
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(entry + 8), place);
            // The strips' places may be a list of their own.
            if (BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(entry)) != 273 || size * BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(entry + 4)) <= 4) continue;
            for (int strip = 0; strip < BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(entry + 4)); strip++)
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(place + 4 * strip), BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(place + 4 * strip)) + end);
        }
        int last = BinaryPrimitives.ReadInt32LittleEndian(first.AsSpan(4)), next = last + 2 + 12 * BinaryPrimitives.ReadUInt16LittleEndian(first.AsSpan(last));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(next), end + directory);
        return file;
    }
}
