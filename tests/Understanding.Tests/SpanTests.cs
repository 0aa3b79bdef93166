namespace PawPal.Understanding.Tests;

/// <summary>Every value can be found again in the text it came from.</summary>
public sealed class SpanTests
{
    [Theory]
    [InlineData("Fed Max two cups of kibble at seven.",
        "pets=Max amount=two cups food=kibble when=at seven")]
    [InlineData("um gave luna half a tablet of prednisolone an hour ago",
        "pets=luna dose=half a tablet medication=prednisolone when=an hour ago")]
    [InlineData("Remind me every Sunday at nine to weigh Bella and Max.",
        "recurrence=every Sunday recurrence=at nine note=weigh Bella and Max topic=weigh pets=Bella pets=Max")]
    [InlineData("Move Pip's checkup to Friday", "pets=Pip appointment_kind=checkup when=Friday")]
    [InlineData("Mochi threw up this morning", "pets=Mochi symptom=threw up when=this morning")]
    [InlineData("walked both dogs 3 km in forty minutes",
        "pets=both dogs distance_km=3 km duration_minutes=in forty minutes")]
    [InlineData("Luna weighs 4.2 kg", "pets=Luna weight_kg=4.2 kg")]
    [InlineData("is cheese ok for dogs", "food=cheese species=dogs")]
    public void A_span_is_the_words_of_its_value(string text, string expected)
    {
        var frame = Interpreter.Understand(text, Expect.Home).Frames[0];
        Assert.Equal(expected, string.Join(' ', frame.Spans.Select(
            s => $"{s.Slot}={text.Substring(s.Start, s.Length)}")));
    }

    [Fact]
    public void Each_frame_has_the_spans_of_its_own_clause()
    {
        const string Text = "walked both dogs for half an hour and bella did a poo";
        var frames = Interpreter.Understand(Text, Expect.Home).Frames;
        Assert.Equal(["both dogs", "half an hour"], frames[0].Spans.Select(s => Text.Substring(s.Start, s.Length)));
        Assert.Equal(["bella", "did a poo"], frames[1].Spans.Select(s => Text.Substring(s.Start, s.Length)));
    }

    [Fact]
    public void Spans_lie_in_the_text_whatever_it_is()
    {
        foreach (var text in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Utterances", "out-of-scope.txt"))
            .Concat(["“Fed   Max”\t— two… cups, ½ an hour ago!", "ｆｅｄ max ²", "fed max\r\n\r\n",
                "fed max 5 km² at 7:00pm???"]))
            foreach (var span in Interpreter.Understand(text, Expect.Home).Frames.SelectMany(f => f.Spans))
                Assert.True(span.Start >= 0 && span.Length > 0 && span.Start + span.Length <= text.Length, text);
    }
}
