using PawPal.Api.Files;
using SkiaSharp;

namespace PawPal.Api.Pets;

/// <summary>A picture in one size.</summary>
/// <param name="Size">The longer side, in pixels, at most.</param>
internal sealed record Print(int Size, byte[] Jpeg);

/// <summary>
/// Makes prints of what was uploaded: upright, re-encoded, without a word of where and with what it was taken.
/// </summary>
internal sealed class PhotoStudio : IDisposable
{
    /// <summary>Longer sides of the prints, in pixels.</summary>
    public static readonly IReadOnlyList<int> Sizes = [2_048, 1_024, 320, 96];

    private const long MostPixels = 64_000_000;

    // What cannot be decoded in a smaller size takes 4 bytes for each of its pixels.
    private const long MostWholePixels = 24_000_000;
    private const int Quality = 85;

    // One picture at a time: each may take 100 MB for a moment.
    private readonly SemaphoreSlim _room = new(1, 1);

    /// <summary>The prints, largest first, or why there are none.</summary>
    public async Task<(IReadOnlyList<Print> Prints, Problem? Problem)> PrintAsync(byte[] upload, CancellationToken ct)
    {
        await _room.WaitAsync(ct);
        try
        {
            return await Task.Run(() => Print(upload), ct);
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose() => _room.Dispose();

    private static (IReadOnlyList<Print> Prints, Problem? Problem) Print(byte[] upload)
    {
        if (FileKind.Of(upload) is null or FileKind.Pdf)
            return ([], Problems.FileKindWrong);
        using var data = SKData.CreateCopy(upload);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.Width < 1 || codec.Info.Height < 1)
            return ([], Problems.PictureUnreadable);
        // From the header: nothing has been decoded yet, however much the file says it holds.
        var target = TargetOf(codec);
        if ((long)codec.Info.Width * codec.Info.Height > MostPixels
            || (long)target.Width * target.Height > MostWholePixels)
            return ([], Problems.PictureTooLarge);
        using var decoded = new SKBitmap(
            new SKImageInfo(target.Width, target.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) is not SKCodecResult.Success)
            return ([], Problems.PictureUnreadable);
        using var upright = Upright(decoded, codec.EncodedOrigin);
        return ([.. Sizes.Select(size => new Print(size, Jpeg(upright, size)))], null);
    }

    private static SKSizeI TargetOf(SKCodec codec)
    {
        var scale = Math.Min(1f, (float)Sizes[0] / Math.Max(codec.Info.Width, codec.Info.Height));
        // JPEG is decoded in eighths: the next one that is not too small.
        return codec.GetScaledDimensions(MathF.Ceiling(scale * 8) / 8);
    }

    private static byte[] Jpeg(SKBitmap picture, int size)
    {
        var scale = Math.Min(1f, (float)size / Math.Max(picture.Width, picture.Height));
        var info = new SKImageInfo(
            Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)), SKColorType.Rgba8888,
            SKAlphaType.Opaque);
        using var surface = SKSurface.Create(info);
        surface.Canvas.Clear(SKColors.White);
        using var image = SKImage.FromBitmap(picture);
        surface.Canvas.DrawImage(
            image,
            SKRect.Create(info.Width, info.Height),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var print = surface.Snapshot();
        using var jpeg = print.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return jpeg.ToArray();
    }

    /// <summary>Cameras write how they were held; here the picture itself is turned.</summary>
    private static SKBitmap Upright(SKBitmap picture, SKEncodedOrigin origin)
    {
        var isTurned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom
            or SKEncodedOrigin.LeftBottom;
        var (width, height) = isTurned ? (picture.Height, picture.Width) : (picture.Width, picture.Height);
        var upright = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(upright);
        canvas.SetMatrix(MatrixOf(origin, width, height));
        canvas.DrawBitmap(picture, 0, 0, SKSamplingOptions.Default);
        return upright;
    }

    private static SKMatrix MatrixOf(SKEncodedOrigin origin, float w, float h) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, w, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, w, -1, 0, h, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, h, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
