using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using PawPal.Contracts.Pets;
using SkiaSharp;

namespace PawPal.Api.Tests.Pets;

public sealed class PetPhotoTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task A_photo_is_kept_in_four_sizes_without_its_metadata(SKEncodedImageFormat format)
    {
        var (home, pet) = await NewPetAsync();
        using var answer = await PutAsync(home, pet, Picture(3_000, 1_000, format));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        foreach (var (size, width, height) in new[] { (96, 96, 32), (320, 320, 106), (1024, 1024, 341), (2048, 2048, 682) })
        {
            using var print = await home.Client.GetAsync($"/api/v1/pets/{pet}/photo?size={size}", Ct);
            var bytes = await print.Content.ReadAsByteArrayAsync(Ct);
            Assert.Equal("image/jpeg", print.Content.Headers.ContentType?.MediaType);
            using var picture = SKBitmap.Decode(bytes);
            Assert.InRange(picture.Width, width - 1, width + 1);
            Assert.InRange(picture.Height, height - 2, height + 2);
            Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_lies_in_the_database_is_not_the_picture()
    {
        var (home, pet) = await NewPetAsync();
        using var answer = await PutAsync(home, pet, Picture(400, 300, SKEncodedImageFormat.Jpeg));
        answer.EnsureSuccessStatusCode();
        var stored = await api.ScalarAsync<byte[]>(
            $"select content from stored_file where household_id = '{home.Id}' limit 1");
        Assert.False(stored.AsSpan().StartsWith<byte>([0xFF, 0xD8]));
        Assert.Equal(-1, stored.AsSpan().IndexOf("JFIF"u8));
    }

    [Fact]
    public async Task A_new_photo_takes_the_place_of_the_old_one_and_none_is_left()
    {
        var (home, pet) = await NewPetAsync();
        for (var time = 0; time < 2; time++)
        {
            using var answer = await PutAsync(home, pet, Picture(50 + time, 50, SKEncodedImageFormat.Png));
            answer.EnsureSuccessStatusCode();
        }

        Assert.Equal(4, await FilesAsync(home));
        using var removed = await home.Client.DeleteAsync($"/api/v1/pets/{pet}/photo", Ct);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.Equal(0, await FilesAsync(home));
        using var gone = await home.Client.GetAsync($"/api/v1/pets/{pet}/photo", Ct);
        await gone.ProblemAsync(Api.Problems.FileUnknown);
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_by_its_content()
    {
        var (home, pet) = await NewPetAsync();
        using var zip = await PutAsync(home, pet, "PK\u0003\u0004 not a picture"u8.ToArray());
        await zip.ProblemAsync(Api.Problems.FileKindWrong);
        using var cut = await PutAsync(home, pet, Picture(300, 300, SKEncodedImageFormat.Png)[..200]);
        await cut.ProblemAsync(Api.Problems.PictureUnreadable);
        using var empty = await PutAsync(home, pet, []);
        await empty.ProblemAsync(Api.Problems.InvalidRequest);
        using var large = await PutAsync(home, pet, new byte[(10 * 1024 * 1024) + 1]);
        await large.ProblemAsync(Api.Problems.InvalidRequest);
        Assert.Equal(0, await FilesAsync(home));
    }

    [Fact]
    public async Task A_bomb_is_told_by_its_header()
    {
        var (home, pet) = await NewPetAsync();
        var bomb = Picture(10, 10, SKEncodedImageFormat.Png);
        // The header's width and height, with its checksum; the rest stays as small as it is.
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 60_000);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), Crc(bomb.AsSpan(12, 17)));
        using var answer = await PutAsync(home, pet, bomb);
        await answer.ProblemAsync(Api.Problems.PictureTooLarge);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    private static byte[] Picture(int width, int height, SKEncodedImageFormat format)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.SteelBlue);
        using var image = surface.Snapshot();
        using var data = image.Encode(format, 90);
        return data.ToArray();
    }

    private async Task<(TestHousehold Home, Guid Pet)> NewPetAsync()
    {
        var home = await api.NewHouseholdAsync();
        using var answer = await home.Client.PostAsJsonAsync("/api/v1/pets", new AddPetRequest("Bella", "dog"), Ct);
        return (home, (await answer.Content.ReadFromJsonAsync<PetDetailsResponse>(Ct))!.Id);
    }

    private static async Task<HttpResponseMessage> PutAsync(TestHousehold home, Guid pet, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", "photo.jpg" } };
        return await home.Client.PutAsync($"/api/v1/pets/{pet}/photo", form, Ct);
    }

    private Task<long> FilesAsync(TestHousehold home) =>
        api.ScalarAsync<long>($"select count(*) from stored_file where household_id = '{home.Id}'");
}
