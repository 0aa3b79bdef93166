using FluentValidation;
using PawPal.Api.Text;
using PawPal.Contracts.Contacts;

namespace PawPal.Api.Contacts;

/// <summary>What may be told of a contact; the same for a new one and for a change.</summary>
internal sealed class ContactRules<T> : AbstractValidator<T>
    where T : IContactDetails
{
    public ContactRules()
    {
        RuleFor(r => r.Kind).Must(kind => kind is "vet" or "clinic" or "emergency" or "other").WithErrorCode("choice")
            .WithMessage("Choose one of: vet, clinic, emergency, other.");
        RuleFor(r => r.Name).PlainTextOf(1, 120);
        RuleFor(r => r.Phone).Must(phone => phone is null || (phone.Length is >= 3 and <= 40
                && phone.Any(char.IsAsciiDigit)
                && phone.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '(' or ')' or 'x' or '.' or '/')))
            .WithErrorCode("format").WithMessage("Digits, spaces, +, - and parentheses: 3 to 40.");
        RuleFor(r => r.Email).Must(email => email is null || (email.Length is >= 3 and <= 254
                && email.IndexOf('@', StringComparison.Ordinal) > 0 && PlainText.IsVisible(email)))
            .WithErrorCode("format").WithMessage("Give an e-mail address such as clinic@example.org.");
        RuleFor(r => r.Address!).TextOf(1, 300).When(r => r.Address is not null);
        RuleFor(r => r.Note!).TextOf(1, 1_000).When(r => r.Note is not null);
    }
}
