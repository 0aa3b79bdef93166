using FluentValidation;

namespace PawPal.Api.Files;

internal static class Upload
{
    public const int MostBytes = 10 * 1024 * 1024;
    public const string Form = "multipart/form-data";

    /// <summary>Required, and at most 10 MB.</summary>
    public static IRuleBuilderOptions<T, IFormFile?> UploadedFile<T>(this IRuleBuilderInitial<T, IFormFile?> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotNull().WithErrorCode("required").WithMessage("Send a file in the field file.")
            .Must(file => file!.Length > 0).WithErrorCode("length").WithMessage("The file is empty.")
            .Must(file => file!.Length <= MostBytes).WithErrorCode("length").WithMessage("A file has at most 10 MB.");

    public static async Task<byte[]> ReadAsync(this IFormFile file, CancellationToken ct)
    {
        var content = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, ct);
        return content;
    }

    /// <summary>The last part of a name, with what could hide its end or leave its folder taken out.</summary>
    public static string SafeName(string? name, string contentType)
    {
        var last = (name ?? "").Replace('\\', '/').Split('/')[^1];
        var plain = new string([.. Text.PlainText.Clean(last).Where(
            c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '-' or '_' or '(' or ')')]).Trim(' ', '.');
        if (plain.Length > 100)
            plain = plain[..100];
        return plain.Length > 0 ? plain : "file" + ExtensionOf(contentType);
    }

    /// <summary>Sends content so that no browser takes it for a page.</summary>
    public static async Task SendFileAsync(
        this HttpContext http, StoredFile file, string? downloadAs, CancellationToken ct)
    {
        var tag = $"\"{Convert.ToHexStringLower(file.Sha256)}\"";
        var response = http.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        if (http.Request.Headers.IfNoneMatch.Contains(tag, StringComparer.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            await response.StartAsync(ct);
            return;
        }

        if (downloadAs is not null)
        {
            var disposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(downloadAs);
            response.Headers.ContentDisposition = disposition.ToString();
        }

        response.ContentType = file.ContentType;
        response.ContentLength = file.Content.Length;
        await response.Body.WriteAsync(file.Content, ct);
    }

    private static string ExtensionOf(string contentType) => contentType switch
    {
        FileKind.Jpeg => ".jpg",
        FileKind.Png => ".png",
        FileKind.WebP => ".webp",
        _ => ".pdf",
    };
}
