export const open = dialog => dialog.showModal();
