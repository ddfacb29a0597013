"""The labels in Greek."""

from briefkit.resolve.labels import Labels

LABELS = Labels(
    figure="Εικόνα\u00a0{}",
    table="Πίνακας\u00a0{}",
    section="Ενότητα\u00a0{}",
    note="σημείωση\u00a0{}",
    page="σελίδα\u00a0{}",
    notes="Σημειώσεις",
    contents="Περιεχόμενα",
    abstract="Περίληψη",
    key_points="Βασικά σημεία",
    about_author="Σχετικά με τον συγγραφέα",
    about_authors="Σχετικά με τους συγγραφείς",
    related="Σχετικές δημοσιεύσεις",
    editions="Άλλες γλώσσες",
    acknowledgements="Ευχαριστίες",
    funding="Χρηματοδότηση",
    disclaimer="Αποποίηση ευθύνης",
    source="Πηγή",
    photo="Φωτογραφία",
    citation="Προτεινόμενη παραπομπή",
    published_by="Εκδότης",
    keywords="Λέξεις-κλειδιά",
    version="Έκδοση",
    series="Σειρά",
    licence="Άδεια",
    continued="συνέχεια",
    conjunction="και",
    back="Επιστροφή στο κείμενο",
)
