//! Of whom it is asked: no part of what is asked for, whatever the verb.

use crate::said::asked;

#[test]
fn who_is_urged_is_no_part_of_what_is_asked_for() {
    let cases: [(&str, &str); 14] = [
        ("Le CESER exhorte l'État à former les agents.", "former les agents"),
        ("Le CESER invite l'Exécutif à former les agents.", "former les agents"),
        ("Le CESER invite vivement la Région à y réfléchir.", "y réfléchir"),
        ("Le CESER appelle la Région et l'État à former les agents.", "former les agents"),
        ("Le CESER encourage la Région à ne pas fermer le bac.", "ne pas fermer le bac"),
        ("Nous exhortons M. le Préfet à former les agents.", "former les agents"),
        ("Le CESER invite à former les agents.", "former les agents"),
        ("Le CESER invite l'Exécutif à une concertation sur le lac.", "une concertation sur le lac"),
        ("Le CESER appelle la Région à plus de clarté.", "plus de clarté"),
        ("Nous recommandons à M. le Préfet de Région de sanctuariser le lac.", "sanctuariser le lac"),
        ("Le CESER recommande à Mme la Présidente de Région d'ouvrir un bac.", "ouvrir un bac"),
        ("Il est demandé à l'Exécutif de former les agents.", "former les agents"),
        ("Il est également demandé à la Région d'ouvrir un bac.", "ouvrir un bac"),
        ("Il est demandé que le bac passe chaque jour.", "le bac passe chaque jour"),
    ];
    for (said, expected) in cases {
        assert_eq!(asked(said), [expected], "{said}");
    }
    for said in ["Il est demandé au CESER de se prononcer.", "Il est demandé à notre assemblée de voter."]
    {
        assert_eq!(asked(said), [] as [&str; 0], "{said}");
    }
}
