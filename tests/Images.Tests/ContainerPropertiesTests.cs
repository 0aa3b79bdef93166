using System.Xml.Linq;

namespace PawPal.Images.Tests;

/// <summary>The SDK's container publishing makes the same image as the Dockerfile.</summary>
public sealed class ContainerPropertiesTests
{
    private static readonly XDocument Shared = XDocument.Load(Path.Combine(ImageSource.Root, "src/Container.props"));

    public static TheoryData<string> Projects => [.. ImageSource.All.Select(source => source.Project)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_project_says_what_its_dockerfile_says(string project)
    {
        var source = ImageSource.All.Single(image => image.Project == project);
        var name = source.Property("ContainerRepository")!.Split('/')[1];
        var labels = Instruction.Read(source.Text).Single(i => i.Name is "LABEL").Rest;

        Assert.Contains(
            "../Container.props",
            source.ProjectDocument.Descendants("Import").Select(i => i.Attribute("Project")!.Value));
        Assert.Equal($"PawPal {name}", source.Property("ContainerTitle"));
        Assert.Contains($"image.title=\"PawPal {name}\"", labels, StringComparison.Ordinal);
        Assert.Contains(
            $"image.description=\"{source.Property("ContainerDescription")}\"", labels, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_ways_have_the_user_and_the_base_in_common()
    {
        var backend = Instruction.Read(ImageSource.All.First().Text);
        Assert.Equal(backend.Last(i => i.Name is "USER").Rest, Shared.Descendants("ContainerUser").Single().Value);
        Assert.Contains(
            $"RUNTIME_IMAGE={Shared.Descendants("ContainerBaseImage").Single().Value}",
            backend.Where(i => i.Name is "ARG").Select(i => i.Rest));
    }
}
